"""The open risks that the records show: what a receiver must know that it takes on."""

from collections.abc import Iterator
from dataclasses import dataclass

from broadhurst.capabilities.deconfliction.queries import open_hits
from broadhurst.capabilities.plans.queries import live_plan, open_actions
from broadhurst.capabilities.register.models import Ocg
from broadhurst.capabilities.register.queries import current_assessment
from broadhurst.capabilities.safeguarding.queries import open_referrals
from broadhurst.capabilities.transfers import rules
from broadhurst.capabilities.transfers.models import Risk
from broadhurst.foundation import clock
from broadhurst.foundation.govuk import words


@dataclass(frozen=True)
class Found:
    """A risk found in a record: no victim's story, only that there is one and where to look."""

    source: str
    about: str
    text: str


def found_risks(ocg: Ocg, threat_to_life: str = "") -> list[Found]:
    """Each open risk; `threat_to_life` is what the giver wrote of warnings outstanding.

    Hits are there for the giver alone until the transfer is accepted: a unit reads its own.
    """
    found = [*_referrals(ocg), *_plan(ocg), *_hits(ocg), *_unknowns(ocg)]
    if not rules.says_none(threat_to_life):
        text = f"Threat to life: {threat_to_life.strip()}"[:400]
        found.insert(0, Found(Risk.Source.THREAT_TO_LIFE, "pack", text))
    return found


def _referrals(ocg: Ocg) -> Iterator[Found]:
    for one in open_referrals(ocg):
        whom = "a child" if one.is_child else "an adult"
        threat = ", threat to life" if one.threat_to_life else ""
        yield Found(
            Risk.Source.REFERRAL,
            one.ref,
            f"Referral {one.ref} of {whom} to {one.team.name} is open{threat}",
        )


def _plan(ocg: Ocg) -> Iterator[Found]:
    if live_plan(ocg) is None:
        yield Found(Risk.Source.UNKNOWN, "plan", "There is no 4P plan")
    for one in open_actions(ocg).filter(due_on__lt=clock.today()):
        yield Found(
            Risk.Source.ACTION,
            one.ref,
            f"Action {one.ref} of {one.accountable_unit.name} is overdue since "
            f"{words.day(one.due_on)}",
        )


def _hits(ocg: Ocg) -> Iterator[Found]:
    for one in open_hits(ocg):
        yield Found(
            Risk.Source.HIT,
            one.ref,
            f"Deconfliction hit {one.ref} with {one.other_unit.name} has no outcome",
        )


def _unknowns(ocg: Ocg) -> Iterator[Found]:
    assessment = current_assessment(ocg)
    if assessment is None:
        yield Found(Risk.Source.UNKNOWN, "assessment", "There is no moderated assessment")
        return
    for criterion in assessment.scheme.criteria:
        if assessment.scores.get(criterion["key"]) is None:
            yield Found(
                Risk.Source.UNKNOWN,
                f"{assessment.ref} {criterion['key']}",
                f"{criterion['label']} is not known ({assessment.ref})",
            )
