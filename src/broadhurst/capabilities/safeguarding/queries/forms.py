"""Say which forms about a referral somebody may open, for `for_record`."""

from collections.abc import Callable

from broadhurst.capabilities.register.models import Membership
from broadhurst.capabilities.register.queries.leadership import current_leadership
from broadhurst.capabilities.safeguarding.models import Referral
from broadhurst.capabilities.safeguarding.queries.at_risk import is_at_risk
from broadhurst.capabilities.safeguarding.queries.policy import authority_of
from broadhurst.capabilities.safeguarding.queries.referrals import parts_of
from broadhurst.capabilities.safeguarding.rules import referring as rules
from broadhurst.capabilities.safeguarding.rules.at_risk import objections_to_no_referral
from broadhurst.capabilities.safeguarding.rules.deciding import objections_to_authority
from broadhurst.foundation.access.actor import Actor


def to_move(verb: str) -> Callable[[Actor, Referral], list[str]]:
    """Return the rule of a form on a referral."""

    def objections(actor: Actor, referral: Referral) -> list[str]:
        return rules.WORKFLOW.objections(verb, referral.stage, parts_of(referral, actor))

    return objections


def to_close(actor: Actor, referral: Referral) -> list[str]:
    """The rule of the form that closes a referral."""
    return rules.objections_to_close(referral, parts_of(referral, actor))


def to_withdraw(actor: Actor, referral: Referral) -> list[str]:
    """The rule of the form that withdraws a referral."""
    return rules.objections_to_withdraw_now(referral, parts_of(referral, actor))


def to_record_decision(actor: Actor, referral: Referral) -> list[str]:
    """The rule of the form that records a competent authority's decision."""
    parts = parts_of(referral, actor)
    return objections_to_authority(referral, parts, team_is=authority_of(referral))


def to_record_no_referral(actor: Actor, member: Membership) -> list[str]:
    """The rule of the form that says why a person is not referred."""
    parts = current_leadership(member.ocg).parts_of(actor)
    return objections_to_no_referral(member.ocg, parts, is_at_risk=is_at_risk(member), because="")
