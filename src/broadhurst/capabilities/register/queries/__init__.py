"""Reads of the register. The wall decides what is there; nothing here filters by actor."""

from broadhurst.capabilities.register.queries.assessing import (
    current_assessment,
    scheme_in_force,
    to_moderate,
)
from broadhurst.capabilities.register.queries.leavers import leads_to_replace
from broadhurst.capabilities.register.queries.ocgs import in_force_at, listed
from broadhurst.capabilities.register.queries.standings import (
    Standing,
    history,
    led_by,
    locked,
    standing,
)
from broadhurst.capabilities.register.queries.waiting import MODERATE_WITHIN, waiting_for

__all__ = [
    "MODERATE_WITHIN",
    "Standing",
    "current_assessment",
    "history",
    "in_force_at",
    "leads_to_replace",
    "led_by",
    "listed",
    "locked",
    "scheme_in_force",
    "standing",
    "to_moderate",
    "waiting_for",
]
