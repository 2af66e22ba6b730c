"""Tasks of board, provider and bidder, and the tasking section of an OCG's page."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from django.urls import reverse

from broadhurst.capabilities.register.models import Ocg
from broadhurst.capabilities.register.queries.assessing import (
    assessment_to_moderate,
    current_assessment,
)
from broadhurst.capabilities.register.queries.leadership import current_leadership
from broadhurst.capabilities.register.queries.waiting import assess_task
from broadhurst.capabilities.register.rules.assessing import is_in_date
from broadhurst.capabilities.tasking.models import Board
from broadhurst.capabilities.tasking.queries.bids import (
    allocation_of,
    bids,
    measures_of,
    ocg_of,
    verbs_on,
)
from broadhurst.capabilities.tasking.queries.forms import barred_from
from broadhurst.capabilities.tasking.queries.ratifying import first_after
from broadhurst.capabilities.tasking.queries.task_rows import (
    AT_MOST,
    SUPPLY,
    TO_BIDDER,
    TO_BOARD,
    board_of,
    planned,
    supplied_by,
    to_bidder,
    undecided,
    waiting_on,
    with_open_interims,
    with_stake_of,
)
from broadhurst.capabilities.tasking.rules.bidding import (
    TRIAGE_WITHIN,
    WORKFLOW,
    objections_to_bid_on,
    roles_on,
)
from broadhurst.capabilities.tasking.rules.seats import chairs, convenes
from broadhurst.capabilities.tasking.rules.supplying import (
    ALLOCATE_WITHIN,
    EVALUATE_WITHIN,
)
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.prepared_query import sent_ahead
from broadhurst.foundation.agencies.models import Role
from broadhurst.foundation.doors.routes import record_address
from broadhurst.foundation.notices.waiting import TaskSource, Waiting, tasks_of

NEXT = {"submitted": "triage", "triaged": "decide"} | SUPPLY

HAS_BOARD = "EXISTS (SELECT FROM tasking_board WHERE unit_id = %(unit)s)"
PROVIDES = "EXISTS (SELECT FROM tasking_capability WHERE provider_id = %(unit)s)"
MAY_ANSWER = """
EXISTS (
    SELECT FROM tasking_bid b
    WHERE (stage IN ('returned', 'delivered') OR (stage = 'evaluated' AND reassess))
      AND (made_by_id = %(officer)s OR b.ocg_id IN (SELECT ocg_id FROM led))
)
"""

MAY_NEED_ATTENTION = """
EXISTS (
    SELECT FROM tasking_bid
    WHERE ocg_id = %(ocg)s AND (
        stage IN ('submitted', 'triaged', 'returned', 'delivered')
        OR (stage IN ('decided', 'allocated', 'in_place') AND given_id IS NOT NULL)
        OR (stage = 'evaluated' AND reassess)
    )
)
"""


def waiting_for(actor: Actor) -> list[Waiting]:
    """Return an officer's tasks on bids, from triage to evaluation."""
    return tasks_of(SOURCES, actor)


def _board_tasks(actor: Actor) -> Iterator[Waiting]:
    board = next(iter(board_of(actor.unit.pk)), None)
    if board is None or not convenes(actor, board):
        return
    asks = [query.ask(board.pk) for query in (planned, undecided, with_open_interims)]
    if chairs(actor, board):
        asks.append(with_stake_of.ask(actor.officer.pk, board.pk, clock.today()))
    with sent_ahead(asks):
        yield from _on_board(actor, board)


def _on_board(actor: Actor, board: Board) -> Iterator[Waiting]:
    meetings, now = planned(board.pk), clock.now()
    is_chair = chairs(actor, board)
    barred = set(with_stake_of(actor.officer.pk, board.pk, clock.today())) if is_chair else set()
    for meeting in [meeting for meeting in meetings if meeting.at <= now][:AT_MOST]:
        href = record_address("tasking:hold_meeting", meeting.ref)
        yield Waiting(
            "Close the board meeting of",
            str(meeting),
            href,
            _day(meeting.at),
            "tasking",
            meeting.ref,
            for_unit=True,
        )
    for bid in undecided(board.pk):
        if bid.stage == "submitted" or (is_chair and bid.pk not in barred):
            yield _board_task(bid)
    for bid in with_open_interims(board.pk) if is_chair else ():
        if bid.pk not in barred:
            following = first_after(meetings, bid.decided_at)
            due = _day(following.at) if following else None
            yield _task("Ratify the interim decision on", "ratify", bid, due, for_unit=True)


def _provider_tasks(actor: Actor) -> Iterator[Waiting]:
    if not actor.has(Role.CAPABILITY_MANAGER):
        return
    for bid in supplied_by(actor.unit.pk):
        yield _provider_task(bid)


def _bidder_tasks(actor: Actor) -> Iterator[Waiting]:
    for bid in to_bidder(actor.officer.pk):
        yield from _bidder_task(bid)


def attention_on(ocg: Ocg, actor: Actor, parts: Sequence[str], by: str) -> list[Waiting]:
    """Return the tasks on the bids of an OCG: those of its leads, and late ones of others.

    `parts` are the actor's roles on the OCG, and `by` names who has one.
    """
    tasks: list[Waiting] = []
    for bid in waiting_on(ocg.pk):
        bid.ocg = ocg
        tasks += _attention_to(bid, actor, parts, by)
    return tasks


def _attention_to(bid: Any, actor: Actor, parts: Sequence[str], by: str) -> Iterator[Waiting]:
    if bid.stage in TO_BIDDER:
        may = bool(parts) or bid.made_by_id == actor.officer.pk
        yield from (task.offered(may, by) for task in _bidder_task(bid))
        return
    is_boards = bid.stage in TO_BOARD
    task, unit = (
        (_board_task(bid), bid.board.unit)
        if is_boards
        else (_provider_task(bid), bid.given.provider)
    )
    may = NEXT[bid.stage] in WORKFLOW.open_to(bid.stage, [*parts, *roles_on(actor, bid)])
    if may or task.is_overdue:
        yield task.offered(may, unit.name)


def _board_task(bid: Any) -> Waiting:
    if bid.stage == "submitted":
        due = _working_days_after(bid.submitted_at, TRIAGE_WITHIN)
        return _task("Triage", "triage", bid, due, for_unit=True)
    due = _meeting_day(bid) or bid.deferred_until
    return _task("Decide", "decide", bid, due, for_unit=True)


def _provider_task(bid: Any) -> Waiting:
    allocation = allocation_of(bid)
    if allocation is None:
        due = _working_days_after(bid.decided_at, ALLOCATE_WITHIN)
        return _task("Allocate a team to", "allocate", bid, due, for_unit=True)
    if allocation.in_place_at is None:
        due = _working_days_after(bid.decided_at, bid.given.lead_time_days)
        return _task("Record the team in place for", "put_in_place", bid, due, for_unit=True)
    # A booking ends at midnight, so its last day is the day before.
    due = _day(allocation.booking.until_at - timedelta(seconds=1))
    return _task("Record the product of", "deliver", bid, due, for_unit=True)


def _bidder_task(bid: Any) -> Iterator[Waiting]:
    """Return the task of the bidder or a lead of the OCG on a bid, if there is one."""
    if bid.stage == "returned":
        yield _task("Answer the board about", "answer", bid, _meeting_day(bid))
    elif bid.stage == "delivered":
        due = _day(bid.allocation.delivered_at) + timedelta(days=EVALUATE_WITHIN)
        yield _task("Evaluate the product of", "evaluate", bid, due)
    elif bid.reassess and not bid.is_reassessed and (ocg := ocg_of(bid)):
        due = _day(bid.evaluated_at) + timedelta(days=EVALUATE_WITHIN)
        about = f"{ocg.name} now that support has ended"
        yield replace(assess_task(ocg, due), what="Reassess", about=about, room="tasking")


SOURCES = (
    TaskSource(HAS_BOARD, _board_tasks, lambda actor: [board_of.ask(actor.unit.pk)]),
    TaskSource(PROVIDES, _provider_tasks),
    TaskSource(MAY_ANSWER, _bidder_tasks, lambda actor: [to_bidder.ask(actor.officer.pk)]),
)


def _task(label: str, verb: str, bid: Any, due: date | None, *, for_unit: bool = False) -> Waiting:
    """Return a task on a bid, which names its OCG, or its bidder if the OCG is hidden."""
    href = reverse(f"tasking:{verb}_bid", args=[bid.ref])
    about = f"the bid for {ocg.name}" if (ocg := ocg_of(bid)) else f"the bid of {bid.bidder.name}"
    about += " (urgent)" if bid.is_urgent else ""
    return Waiting(label, about, href, due, "tasking", bid.ref, for_unit)


def _meeting_day(bid: Any) -> date | None:
    return _day(bid.meeting.at) if bid.meeting else None


def _day(instant: Any) -> date:
    day: date = instant.astimezone(clock.LONDON).date()
    return day


def _working_days_after(instant: Any, days: int) -> date:
    return clock.add_working_days(_day(instant), days)


def on_ocg(ocg: Ocg, actor: Actor) -> dict[str, Any]:
    """Return the bids of an OCG, with their times and the commands open to the actor."""
    parts = current_leadership(ocg).parts_of(actor)
    return {
        "bids": [
            {
                "bid": bid,
                "measures": measures_of(bid),
                "verbs": verbs_on(bid, parts + roles_on(actor, bid), barred_from(actor, bid)),
            }
            for bid in bids().filter(ocg=ocg)
        ],
        "may_bid": not objections_to_bid_on(ocg, parts),
        "has_assessment": is_in_date(current_assessment(ocg), clock.today()),
        "is_with_moderator": assessment_to_moderate(ocg) is not None,
    }
