"""Find the open risks in the records that a receiver takes on."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import F, QuerySet

from broadhurst.capabilities.deconfliction.queries.concerning import (
    asks_of_open_hits,
    open_hits_on_each,
)
from broadhurst.capabilities.liaison.models import Request
from broadhurst.capabilities.liaison.rules.requesting import OPEN as OPEN_REQUESTS
from broadhurst.capabilities.orders.models import Order
from broadhurst.capabilities.plans.models import Action
from broadhurst.capabilities.plans.queries.versions import ask_with_live_plan, with_live_plan
from broadhurst.capabilities.register.models import Ocg
from broadhurst.capabilities.register.queries.assessing import (
    ask_current_assessments,
    current_assessments,
)
from broadhurst.capabilities.safeguarding.models import Referral
from broadhurst.capabilities.safeguarding.rules.referring import ENDED
from broadhurst.capabilities.tasking.models import Allocation
from broadhurst.capabilities.transfers.models import Pack, Risk
from broadhurst.capabilities.transfers.rules.moving import says_none
from broadhurst.foundation import clock
from broadhurst.foundation.access.prepared_query import AnyOf, prepared_query
from broadhurst.foundation.database.ahead import Ask
from broadhurst.foundation.govuk import words


@dataclass(frozen=True)
class FoundRisk:
    """A risk found in a record, with where to look.

    It never says what happened to a victim.
    """

    source: str
    about: str
    text: str


def key_of(risk: FoundRisk | Risk) -> tuple[str, str, str]:
    """Return the key that identifies a risk. Each side's words about a hit name the other side."""
    return risk.source, risk.about, "" if risk.source == Risk.Source.HIT else risk.text


Found = tuple[int, FoundRisk]  # the id of the OCG, and the risk


def found_risks(ocg: Ocg, pack: Pack | None = None) -> list[FoundRisk]:
    """Return each open risk of an OCG, and its open work.

    `pack` says what no record holds. A unit can read only its own hits. Until the transfer is
    accepted, hits are therefore found only when the giver runs this.
    """
    risks = found_in_records([ocg])[ocg.pk]
    return [*stated(pack), *risks] if pack else risks


def stated(pack: Pack) -> list[FoundRisk]:
    """Return the risks that the giver wrote in a pack: threats to life and authorities in force."""
    risks = []
    if not says_none(pack.threat_to_life):
        text = f"Threat to life: {pack.threat_to_life.strip()}"[:400]
        risks.append(FoundRisk(Risk.Source.THREAT_TO_LIFE, "pack", text))
    lines = dict.fromkeys(line.strip() for line in pack.authorities.splitlines() if line.strip())
    for line in lines:
        risks.append(FoundRisk(Risk.Source.AUTHORITY, line[:60], f"Authority in force: {line}"))
    return risks


def found_in_records(ocgs: Collection[Ocg]) -> dict[int, list[FoundRisk]]:
    """Return each open risk in the records of each OCG, by its id.

    The number of queries does not grow with the OCGs.
    """
    by_ocg: dict[int, list[FoundRisk]] = {ocg.pk: [] for ocg in ocgs}
    if not ocgs:
        return by_ocg
    for find in (_referrals, _orders, _plans, _actions, _requests, _bookings, _hits, _unknowns):
        for pk, risk in find(ocgs):
            by_ocg[pk].append(risk)
    return by_ocg


def asks_of(ocgs: Collection[Ocg]) -> list[Ask]:
    """Return the statements that `found_in_records` sends for OCGs with packs."""
    ids = _ids(ocgs)
    simple = (_open_referrals, _open_orders, _open_actions, _open_requests)
    return [
        *(query.ask(ids) for query in simple),
        _live_allocations.ask(ids, clock.now()),
        ask_with_live_plan(ocgs),
        *asks_of_open_hits(ocgs),
        ask_current_assessments(ocgs),
    ]


def _ids(ocgs: Collection[Ocg]) -> list[int]:
    return [ocg.pk for ocg in ocgs]


@prepared_query
def _open_referrals(ocgs: list[int]) -> QuerySet[Referral]:
    rows = Referral.objects.filter(AnyOf(F("ocg"), ocgs)).exclude(stage__in=ENDED)
    return rows.select_related("team")


@prepared_query
def _open_orders(ocgs: list[int]) -> QuerySet[Order]:
    rows = Order.objects.filter(AnyOf(F("ocg"), ocgs), stage=Order.Stage.IN_FORCE)
    return rows.select_related("monitor_unit")


@prepared_query
def _open_actions(ocgs: list[int]) -> QuerySet[Any]:
    rows = Action.objects.filter(AnyOf(F("objective__plan__ocg"), ocgs), closed_at=None)
    return rows.select_related("accountable_unit").annotate(ocg_id=F("objective__plan__ocg"))


@prepared_query
def _open_requests(ocgs: list[int]) -> QuerySet[Request]:
    return Request.objects.filter(AnyOf(F("ocg"), ocgs), stage__in=OPEN_REQUESTS)


@prepared_query
def _live_allocations(ocgs: list[int], now: datetime) -> QuerySet[Any]:
    rows = Allocation.objects.filter(
        AnyOf(F("bid__ocg"), ocgs), delivered_at=None, booking__until_at__gt=now
    )
    rows = rows.select_related("bid", "booking__capability__provider")
    return rows.annotate(ocg_id=F("bid__ocg"))


def _referrals(ocgs: Collection[Ocg]) -> Iterator[Found]:
    for referral in _open_referrals(_ids(ocgs)):
        person = "a child" if referral.is_child else "an adult"
        threat_to_life = ", threat to life" if referral.threat_to_life else ""
        text = (
            f"Referral {referral.ref} of {person} to {referral.team.name} is open{threat_to_life}"
        )
        yield referral.ocg_id, FoundRisk(Risk.Source.REFERRAL, referral.ref, text)


def _orders(ocgs: Collection[Ocg]) -> Iterator[Found]:
    for order in _open_orders(_ids(ocgs)):
        unit = order.monitor_unit.name if order.monitor_unit else "nobody"
        text = f"{order.what} {order.ref} is in force, and {unit} monitors it"
        yield order.ocg_id, FoundRisk(Risk.Source.ORDER, order.ref, text)


def _plans(ocgs: Collection[Ocg]) -> Iterator[Found]:
    with_a_plan = with_live_plan(ocgs)
    for ocg in ocgs:
        if ocg.pk not in with_a_plan:
            yield ocg.pk, FoundRisk(Risk.Source.UNKNOWN, "plan", "There is no 4P plan")


def _actions(ocgs: Collection[Ocg]) -> Iterator[Found]:
    for action in _open_actions(_ids(ocgs)):
        due = "is overdue since" if action.due_on < clock.today() else "is due on"
        text = (
            f"Action {action.ref} of {action.accountable_unit.name} {due} "
            f"{words.day(action.due_on)}: {action.title}"
        )
        yield action.ocg_id, FoundRisk(Risk.Source.ACTION, action.ref, text[:400])


def _requests(ocgs: Collection[Ocg]) -> Iterator[Found]:
    for request in _open_requests(_ids(ocgs)):
        kind = words.in_sentence(request.get_kind_display())
        text = f"Request {request.ref} to the {request.get_asked_role_display()} is open: {kind}"
        yield request.ocg_id, FoundRisk(Risk.Source.REQUEST, request.ref, text)


def _bookings(ocgs: Collection[Ocg]) -> Iterator[Found]:
    for allocation in _live_allocations(_ids(ocgs), clock.now()):
        booking = allocation.booking
        until = words.last_day(booking.until_at)
        text = f"{booking.capability} is booked until {until} ({allocation.bid.ref})"
        about = f"{allocation.bid.ref} {allocation.pk}"
        yield allocation.ocg_id, FoundRisk(Risk.Source.BOOKING, about, text)


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
