"""Find the open risks in the records that a receiver takes on."""

from collections.abc import Iterator
from dataclasses import dataclass

from broadhurst.capabilities.deconfliction.queries.concerning import open_hits
from broadhurst.capabilities.plans.queries.actions import open_actions
from broadhurst.capabilities.plans.queries.versions import live_plan
from broadhurst.capabilities.register.models import Ocg
from broadhurst.capabilities.register.queries.assessing import current_assessment
from broadhurst.capabilities.safeguarding.queries.referrals import open_referrals
from broadhurst.capabilities.transfers.models import Risk
from broadhurst.capabilities.transfers.rules.moving import says_none
from broadhurst.foundation import clock
from broadhurst.foundation.govuk import words


@dataclass(frozen=True)
class FoundRisk:
    """A risk found in a record, with where to look.

    It never says what happened to a victim.
    """

    source: str
    about: str
    text: str


def found_risks(ocg: Ocg, threat_to_life: str = "") -> list[FoundRisk]:
    """Return each open risk of an OCG.

    `threat_to_life` is what the giver wrote about outstanding warnings. A unit can read only its
    own hits. Until the transfer is accepted, hits are therefore found only when the giver runs
    this.
    """
    risks = [*_referrals(ocg), *_plan(ocg), *_hits(ocg), *_unknowns(ocg)]
    if not says_none(threat_to_life):
        text = f"Threat to life: {threat_to_life.strip()}"[:400]
        risks.insert(0, FoundRisk(Risk.Source.THREAT_TO_LIFE, "pack", text))
    return risks


def _referrals(ocg: Ocg) -> Iterator[FoundRisk]:
    for referral in open_referrals(ocg):
        person = "a child" if referral.is_child else "an adult"
        threat = ", threat to life" if referral.threat_to_life else ""
        yield FoundRisk(
            Risk.Source.REFERRAL,
            referral.ref,
            f"Referral {referral.ref} of {person} to {referral.team.name} is open{threat}",
        )


def _plan(ocg: Ocg) -> Iterator[FoundRisk]:
    if live_plan(ocg) is None:
        yield FoundRisk(Risk.Source.UNKNOWN, "plan", "There is no 4P plan")
    for action in open_actions(ocg).filter(due_on__lt=clock.today()):
        yield FoundRisk(
            Risk.Source.ACTION,
            action.ref,
            f"Action {action.ref} of {action.accountable_unit.name} is overdue since "
            f"{words.day(action.due_on)}",
        )


def _hits(ocg: Ocg) -> Iterator[FoundRisk]:
    for hit in open_hits(ocg):
        yield FoundRisk(
            Risk.Source.HIT,
            hit.ref,
            f"Deconfliction hit {hit.ref} with {hit.other_unit.name} has no outcome",
        )


def _unknowns(ocg: Ocg) -> Iterator[FoundRisk]:
    assessment = current_assessment(ocg)
    if assessment is None:
        yield FoundRisk(Risk.Source.UNKNOWN, "assessment", "There is no moderated assessment")
        return
    for criterion in assessment.scheme.criteria:
        if assessment.scores.get(criterion["key"]) is None:
            yield FoundRisk(
                Risk.Source.UNKNOWN,
                f"{assessment.ref} {criterion['key']}",
                f"{criterion['label']} is not known ({assessment.ref})",
            )
