"""Reads of referrals, limited by row-level security.

A receiving team sees its referrals and nothing of the OCG.
"""

from broadhurst.capabilities.safeguarding.queries.at_risk import (
    is_at_risk,
    is_child,
    to_refer,
)
from broadhurst.capabilities.safeguarding.queries.policy import authority_of, due, is_pilot
from broadhurst.capabilities.safeguarding.queries.referrals import (
    contact_of,
    due_on,
    locked,
    name_of,
    ocg_of,
    open_referrals,
    parts_of,
    referrals,
    verbs_on,
)
from broadhurst.capabilities.safeguarding.queries.shown import on_ocg, waiting_for

__all__ = [
    "authority_of",
    "contact_of",
    "due",
    "due_on",
    "is_at_risk",
    "is_child",
    "is_pilot",
    "locked",
    "name_of",
    "ocg_of",
    "on_ocg",
    "open_referrals",
    "parts_of",
    "referrals",
    "to_refer",
    "verbs_on",
    "waiting_for",
]
