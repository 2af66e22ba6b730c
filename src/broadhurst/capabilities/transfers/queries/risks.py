"""Find the open risks in the records that a receiver takes on."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from django.db.models import F

from broadhurst.capabilities.deconfliction.queries.concerning import open_hits_on_each
from broadhurst.capabilities.orders.queries.orders import open_orders
from broadhurst.capabilities.plans.queries.actions import open_actions
from broadhurst.capabilities.plans.queries.versions import with_live_plan
from broadhurst.capabilities.register.models import Ocg
from broadhurst.capabilities.register.queries.assessing import current_assessments
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


Found = tuple[int, FoundRisk]  # the id of the OCG, and the risk


def found_risks(ocg: Ocg, threat_to_life: str = "") -> list[FoundRisk]:
    """Return each open risk of an OCG.

    `threat_to_life` is what the giver wrote about outstanding warnings. A unit can read only its
    own hits. Until the transfer is accepted, hits are therefore found only when the giver runs
    this.
    """
    risks = found_in_records([ocg])[ocg.pk]
    return [*threat(threat_to_life), *risks]


def threat(threat_to_life: str) -> list[FoundRisk]:
    """Return the risk that a pack's words on threats to life are, if they name one."""
    if says_none(threat_to_life):
        return []
    text = f"Threat to life: {threat_to_life.strip()}"[:400]
    return [FoundRisk(Risk.Source.THREAT_TO_LIFE, "pack", text)]


def found_in_records(ocgs: Collection[Ocg]) -> dict[int, list[FoundRisk]]:
    """Return each open risk in the records of each OCG, by its id.

    The number of queries does not grow with the OCGs.
    """
    found: dict[int, list[FoundRisk]] = {ocg.pk: [] for ocg in ocgs}
    if not ocgs:
        return found
    for read in (_referrals, _orders, _plans, _actions, _hits, _unknowns):
        for pk, risk in read(ocgs):
            found[pk].append(risk)
    return found


def _referrals(ocgs: Collection[Ocg]) -> Iterator[Found]:
    for referral in open_referrals(*ocgs):
        person = "a child" if referral.is_child else "an adult"
        threat_to_life = ", threat to life" if referral.threat_to_life else ""
        text = (
            f"Referral {referral.ref} of {person} to {referral.team.name} is open{threat_to_life}"
        )
        yield referral.ocg_id, FoundRisk(Risk.Source.REFERRAL, referral.ref, text)


def _orders(ocgs: Collection[Ocg]) -> Iterator[Found]:
    for order in open_orders(*ocgs):
        unit = order.monitor_unit.name if order.monitor_unit else "nobody"
        text = f"{order.what} {order.ref} is in force, and {unit} monitors it"
        yield order.ocg_id, FoundRisk(Risk.Source.ORDER, order.ref, text)


def _plans(ocgs: Collection[Ocg]) -> Iterator[Found]:
    with_a_plan = with_live_plan(ocgs)
    for ocg in ocgs:
        if ocg.pk not in with_a_plan:
            yield ocg.pk, FoundRisk(Risk.Source.UNKNOWN, "plan", "There is no 4P plan")


def _actions(ocgs: Collection[Ocg]) -> Iterator[Found]:
    late = open_actions(*ocgs).filter(due_on__lt=clock.today())
    for action in late.annotate(ocg_id=F("objective__plan__ocg")):
        text = (
            f"Action {action.ref} of {action.accountable_unit.name} is overdue since "
            f"{words.day(action.due_on)}"
        )
        yield action.ocg_id, FoundRisk(Risk.Source.ACTION, action.ref, text)


def _hits(ocgs: Collection[Ocg]) -> Iterator[Found]:
    for pk, sides in open_hits_on_each(ocgs).items():
        for hit in sides:
            text = f"Deconfliction hit {hit.ref} with {hit.other_unit.name} has no outcome"
            yield pk, FoundRisk(Risk.Source.HIT, hit.ref, text)


def _unknowns(ocgs: Collection[Ocg]) -> Iterator[Found]:
    assessments = current_assessments(ocgs)
    for ocg in ocgs:
        assessment = assessments.get(ocg.pk)
        if assessment is None:
            text = "There is no moderated assessment"
            yield ocg.pk, FoundRisk(Risk.Source.UNKNOWN, "assessment", text)
            continue
        for criterion in assessment.scheme.criteria:
            if assessment.scores.get(criterion["key"]) is None:
                about = f"{assessment.ref} {criterion['key']}"
                text = f"{criterion['label']} is not known ({assessment.ref})"
                yield ocg.pk, FoundRisk(Risk.Source.UNKNOWN, about, text)
