"""Build the pack's sections on work in hand.

These are the plan, disruptions, referrals, court orders, requests, the policy log and allocations.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import QuerySet

from broadhurst.capabilities.disruptions.queries.disruptions import disruptions_of
from broadhurst.capabilities.liaison.queries.log import entries
from broadhurst.capabilities.liaison.queries.requests import open_requests
from broadhurst.capabilities.orders.queries.orders import open_orders
from broadhurst.capabilities.plans.models import Grading
from broadhurst.capabilities.plans.queries.actions import open_actions
from broadhurst.capabilities.plans.queries.aims import criteria_of, gaps_of, outcomes_of
from broadhurst.capabilities.plans.queries.versions import live_plan
from broadhurst.capabilities.register.models import Ocg
from broadhurst.capabilities.safeguarding.queries.referrals import open_referrals
from broadhurst.capabilities.tasking.models import Allocation
from broadhurst.foundation import clock
from broadhurst.foundation.govuk import words

Section = dict[str, Any]
LAST_ENTRIES = 10


def work_on(ocg: Ocg) -> list[Section]:
    """Return the sections on work in hand."""
    parts = (_plan, _aims, _disruptions, _referrals, _orders, _requests, _log, _allocations)
    return [part(ocg) for part in parts]


def section(
    key: str, title: str, heads: Sequence[str], rows: Iterable[Sequence[str]], none: str
) -> Section:
    listed = [list(row) for row in rows]
    return {"key": key, "title": title, "heads": list(heads), "rows": listed, "none": none}


def _plan(ocg: Ocg) -> Section:
    plan = live_plan(ocg)
    title = f"4P plan {plan.ref}, version {plan.version}: open actions" if plan else "4P plan"
    rows = [
        [
            action.ref,
            action.get_p_display(),
            action.title,
            action.accountable_unit.name,
            words.day(action.due_on),
            action.get_stage_display(),
        ]
        for action in open_actions(ocg)
    ]
    heads = ("Action", "P", "What", "Accountable unit", "Due", "Status")
    return section(
        "plan", title, heads, rows, "There are no open actions." if plan else "There is no 4P plan."
    )


def _aims(ocg: Ocg) -> Section:
    """Return the outcomes and open gaps. The words of a gap about people stay on the plan."""
    plan = live_plan(ocg)
    rows: list[list[str]] = []
    if plan:
        grades = dict(Grading.Grade.choices)
        for outcome in outcomes_of(plan):
            rows.append(["Outcome", outcome.text, grades.get(outcome.grade, "Not graded")])
        for gap in gaps_of(plan).filter(closed_at=None):
            text = "About people: see the plan" if gap.is_about_people else gap.question
            rows.append(["Intelligence gap", text, "Open"])
        for criterion in criteria_of(plan):
            rows.append(["Exit criterion", criterion.text, criterion.get_state_display()])
    heads = ("Kind", "Text", "Status")
    none = "The plan has no desired outcome, open gap or exit criterion."
    return section("aims", "Outcomes, gaps and exit criteria", heads, rows, none)


def _disruptions(ocg: Ocg) -> Section:
    rows = [
        [
            disruption.ref,
            words.day(disruption.happened_on),
            disruption.kind_label,
            disruption.get_grade_display() or f"{disruption.get_grade_claimed_display()} claimed",
            disruption.lead.name,
            disruption.get_stage_display(),
        ]
        for disruption in disruptions_of(ocg)
    ]
    heads = ("Disruption", "Date", "Type", "Grade", "Lead organisation", "Status")
    none = "No disruptions have been claimed."
    return section("disruptions", "Disruptions", heads, rows, none)


def _referrals(ocg: Ocg) -> Section:
    rows = [
        [
            referral.ref,
            "Child" if referral.is_child else "Adult",
            referral.team.name,
            words.day(referral.sent_at),
            referral.get_stage_display(),
            referral.holder.name,
        ]
        for referral in open_referrals(ocg)
    ]
    heads = ("Referral", "Who", "Receiving team", "Sent", "Status", "Holder")
    return section("referrals", "Open safeguarding referrals", heads, rows, "No referral is open.")


def _orders(ocg: Ocg) -> Section:
    rows = [
        [
            order.ref,
            order.what,
            order.person_name,
            words.day(order.until_on) if order.until_on else "Further order",
            order.monitor_unit.name if order.monitor_unit else "Nobody named",
            words.day(order.next_check_on),
        ]
        for order in open_orders(ocg)
    ]
    heads = ("Order", "Kind", "Person", "In force until", "Monitored by", "Next check")
    return section(
        "orders", "Court orders in force", heads, rows, "There are no court orders in force."
    )


def _requests(ocg: Ocg) -> Section:
    rows = [
        [
            request.ref,
            request.get_kind_display(),
            f"{request.get_asked_role_display()}, {request.asked_of.name}",
            words.day(request.answer_due_at),
            request.get_stage_display(),
        ]
        for request in open_requests(ocg)
    ]
    heads = ("Request", "Kind", "Asked of", "Answer due", "Status")
    return section(
        "requests", "Open requests of SIO and LRO", heads, rows, "There are no open requests."
    )


def _log(ocg: Ocg) -> Section:
    rows = [
        [f"Entry {entry.number}", entry.decision, words.moment(entry.made_at), entry.maker.name]
        for entry in entries(ocg)[:LAST_ENTRIES]
    ]
    heads = ("Entry", "Decision", "Made", "By")
    title = f"Policy log: the last {LAST_ENTRIES} entries"
    return section("log", title, heads, rows, "The policy log is empty.")


def live_allocations(*ocgs: Ocg) -> QuerySet[Allocation]:
    """Return the allocations to OCGs that are not delivered and whose booking is not over."""
    return Allocation.objects.filter(
        bid__ocg__in=ocgs, delivered_at=None, booking__until_at__gt=clock.now()
    ).select_related("bid", "booking__capability__provider")


def _allocations(ocg: Ocg) -> Section:
    rows = [
        [
            allocation.bid.ref,
            str(allocation.booking.capability),
            words.last_day(allocation.booking.until_at),
            allocation.bid.get_stage_display(),
        ]
        for allocation in live_allocations(ocg)
    ]
    heads = ("Bid", "Capability", "Last day", "Status")
    return section(
        "allocations", "Capabilities allocated", heads, rows, "No capabilities are allocated."
    )
