"""Who may register, lead, add to and assess an OCG. Pure: every rule returns its objections."""

from broadhurst.capabilities.register.rules.assessing import (
    band_of,
    objections_to_moderate,
    objections_to_scores,
    weigh,
)
from broadhurst.capabilities.register.rules.registering import (
    COORDINATOR,
    LRO,
    OWNING_UNIT,
    REGISTERING_KINDS,
    SECRET,
    SHAPES,
    SIO,
    objections_to_identifier,
    objections_to_leads,
    objections_to_member,
    objections_to_name_lead,
    objections_to_register,
    objections_to_text,
    objections_to_work_on,
    only,
    parts_played,
)

__all__ = [
    "COORDINATOR",
    "LRO",
    "OWNING_UNIT",
    "REGISTERING_KINDS",
    "SECRET",
    "SHAPES",
    "SIO",
    "band_of",
    "objections_to_identifier",
    "objections_to_leads",
    "objections_to_member",
    "objections_to_moderate",
    "objections_to_name_lead",
    "objections_to_register",
    "objections_to_scores",
    "objections_to_text",
    "objections_to_work_on",
    "only",
    "parts_played",
    "weigh",
]
