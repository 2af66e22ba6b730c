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
    LogCopy,
    LogEntry,
    Meeting,
    Signature,
)
from broadhurst.capabilities.liaison.models.requests import (
    Request,
)
from broadhurst.capabilities.liaison.models.reviews import (
    JointReview,
    ReviewAction,
    ReviewAnswer,
)

__all__ = [
    "Chaser",
    "Escalation",
    "Extension",
    "JointReview",
    "LogCopy",
    "LogEntry",
    "Meeting",
    "Note",
    "Request",
    "ReviewAction",
    "ReviewAnswer",
    "Seen",
    "Signature",
]
