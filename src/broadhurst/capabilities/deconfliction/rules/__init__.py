"""Who may check, answer a hit, verify and expire, and for how long each holds. Pure."""

from broadhurst.capabilities.deconfliction.rules.checking import (
    CAVEAT,
    ENTRY_LIFE_DAYS,
    FRESH_FOR_DAYS,
    TARGETS,
    VERIFICATIONS_AN_HOUR,
    answer,
    is_fresh,
    objections_to_check,
    objections_to_expire,
    objections_to_move,
    objections_to_verify,
)
from broadhurst.capabilities.deconfliction.rules.hits import (
    ACKNOWLEDGE_WITHIN,
    ANSWERING_ROLES,
    NOT_NECESSARILY,
    SAME,
    due_at,
    objections_to_acknowledge,
    objections_to_record_outcome,
)

__all__ = [
    "ACKNOWLEDGE_WITHIN",
    "ANSWERING_ROLES",
    "CAVEAT",
    "ENTRY_LIFE_DAYS",
    "FRESH_FOR_DAYS",
    "NOT_NECESSARILY",
    "SAME",
    "TARGETS",
    "VERIFICATIONS_AN_HOUR",
    "answer",
    "due_at",
    "is_fresh",
    "objections_to_acknowledge",
    "objections_to_check",
    "objections_to_expire",
    "objections_to_move",
    "objections_to_record_outcome",
    "objections_to_verify",
]
