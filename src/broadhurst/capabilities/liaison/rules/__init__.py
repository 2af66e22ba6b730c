"""Rules for work between SIO and LRO. Pure: each returns its objections."""

from broadhurst.capabilities.liaison.rules.leading import (
    OTHER,
    objections_to_both,
    objections_to_lead,
    role_of,
)
from broadhurst.capabilities.liaison.rules.recording import (
    is_joint,
    objections_to_decision,
    objections_to_record_meeting,
    objections_to_sign,
    signatories,
)
from broadhurst.capabilities.liaison.rules.requesting import (
    ANSWER_WITHIN,
    ASKED,
    ASKER,
    URGENT_ANSWER_WITHIN,
    WORKFLOW,
    objections_to_ask,
    objections_to_complete,
    objections_to_edit,
    objections_to_event,
    objections_to_refuse,
    objections_to_withdraw,
    outcomes_for,
    parts_on,
)

__all__ = [
    "ANSWER_WITHIN",
    "ASKED",
    "ASKER",
    "OTHER",
    "URGENT_ANSWER_WITHIN",
    "WORKFLOW",
    "is_joint",
    "objections_to_ask",
    "objections_to_both",
    "objections_to_complete",
    "objections_to_decision",
    "objections_to_edit",
    "objections_to_event",
    "objections_to_lead",
    "objections_to_record_meeting",
    "objections_to_refuse",
    "objections_to_sign",
    "objections_to_withdraw",
    "outcomes_for",
    "parts_on",
    "role_of",
    "signatories",
]
