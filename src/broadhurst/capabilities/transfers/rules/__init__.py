"""Rules for moving an OCG to another organisation.

Pure: each returns its objections.
"""

from broadhurst.capabilities.transfers.rules.accepting import (
    Step,
    expected_lro,
    objections_to_accept,
    objections_to_accept_own,
    objections_to_new_leads,
    steps,
)
from broadhurst.capabilities.transfers.rules.moving import (
    GIVER,
    RECEIVER,
    WORKFLOW,
    objections_to_acknowledge_risk,
    objections_to_offer,
    objections_to_open,
    objections_to_prepare,
    objections_to_window,
    roles_on,
    says_none,
)

__all__ = [
    "GIVER",
    "RECEIVER",
    "WORKFLOW",
    "Step",
    "expected_lro",
    "objections_to_accept",
    "objections_to_accept_own",
    "objections_to_acknowledge_risk",
    "objections_to_new_leads",
    "objections_to_offer",
    "objections_to_open",
    "objections_to_prepare",
    "objections_to_window",
    "roles_on",
    "says_none",
    "steps",
]
