"""Models of liaison: requests, the policy log, and meetings of SIO and LRO."""

from broadhurst.capabilities.liaison.models.coming_up import (
    Seen,
)
from broadhurst.capabilities.liaison.models.follow_up import (
    Chaser,
    Escalation,
    Extension,
    Note,
)
from broadhurst.capabilities.liaison.models.log import (
    LogEntry,
    Meeting,
    Signature,
)
from broadhurst.capabilities.liaison.models.requests import (
    Request,
)

__all__ = [
    "Chaser",
    "Escalation",
    "Extension",
    "LogEntry",
    "Meeting",
    "Note",
    "Request",
    "Seen",
    "Signature",
]
