"""Rules on referrals of people at risk. Pure: each returns its objections."""

from broadhurst.capabilities.safeguarding.rules.at_risk import (
    REFER_WITHIN,
    objections_to_no_referral,
)
from broadhurst.capabilities.safeguarding.rules.consent import (
    NRM,
    is_without_name,
    names_in,
    objections_to_consent,
    objections_to_name,
)
from broadhurst.capabilities.safeguarding.rules.deciding import (
    GROUNDS,
    decisions_for,
    objections_to_decide,
    objections_to_record_decision,
)
from broadhurst.capabilities.safeguarding.rules.following import (
    is_child_corrected,
    is_other_referral,
)
from broadhurst.capabilities.safeguarding.rules.policy import (
    PILOT,
    authority_of,
    is_pilot,
    working_days,
)
from broadhurst.capabilities.safeguarding.rules.referring import (
    CHASE_AGAIN_AFTER,
    CHASE_DECISION_AFTER,
    ENDED,
    HOLDER,
    TEAM,
    WORKFLOW,
    is_child,
    objections_to_close,
    objections_to_edit,
    objections_to_pass_on,
    objections_to_refer,
    objections_to_withdraw,
    parts_on,
    verbs_open,
)

__all__ = [
    "CHASE_AGAIN_AFTER",
    "CHASE_DECISION_AFTER",
    "ENDED",
    "GROUNDS",
    "HOLDER",
    "NRM",
    "PILOT",
    "REFER_WITHIN",
    "TEAM",
    "WORKFLOW",
    "authority_of",
    "decisions_for",
    "is_child",
    "is_child_corrected",
    "is_other_referral",
    "is_pilot",
    "is_without_name",
    "names_in",
    "objections_to_close",
    "objections_to_consent",
    "objections_to_decide",
    "objections_to_edit",
    "objections_to_name",
    "objections_to_no_referral",
    "objections_to_pass_on",
    "objections_to_record_decision",
    "objections_to_refer",
    "objections_to_withdraw",
    "parts_on",
    "verbs_open",
    "working_days",
]
