"""What SIO and LRO ask of each other, decide together, and when they met."""

from broadhurst.capabilities.liaison.models.log import (
    LogEntry,
    Meeting,
    Signature,
)
from broadhurst.capabilities.liaison.models.requests import (
    Request,
)

__all__ = [
    "LogEntry",
    "Meeting",
    "Request",
    "Signature",
]
