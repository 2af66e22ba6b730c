"""Reads of the register, limited by row-level security. Nothing filters by actor."""

from broadhurst.capabilities.register.queries.archiving import (
    approvers,
    archives_to_decide,
    archivings_in_force,
    same_registered,
    to_decide,
)
from broadhurst.capabilities.register.queries.assessing import (
    assessment_to_moderate,
    current_assessment,
    scheme_in_force,
    to_moderate,
)
from broadhurst.capabilities.register.queries.leadership import (
    Leadership,
    current_leadership,
    history,
    led_by,
    locked,
)
from broadhurst.capabilities.register.queries.leavers import leads_to_replace
from broadhurst.capabilities.register.queries.ocgs import archived_at, in_force_at, listed
from broadhurst.capabilities.register.queries.people import (
    earlier_identifiers,
    earlier_members,
    identifier_now,
    identifiers,
    member_now,
    members,
)
from broadhurst.capabilities.register.queries.waiting import MODERATE_WITHIN, waiting_for

__all__ = [
    "MODERATE_WITHIN",
    "Leadership",
    "approvers",
    "archived_at",
    "archives_to_decide",
    "archivings_in_force",
    "assessment_to_moderate",
    "current_assessment",
    "current_leadership",
    "earlier_identifiers",
    "earlier_members",
    "history",
    "identifier_now",
    "identifiers",
    "in_force_at",
    "leads_to_replace",
    "led_by",
    "listed",
    "locked",
    "member_now",
    "members",
    "same_registered",
    "scheme_in_force",
    "to_decide",
    "to_moderate",
    "waiting_for",
]
