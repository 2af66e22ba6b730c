"""Read boards, meetings and capabilities.

Boards come with their waiting bids, capabilities with their taken teams.
"""

from datetime import date, datetime
from typing import Any

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery

from broadhurst.capabilities.establishment.queries.organisations import units_in_force
from broadhurst.capabilities.tasking.models import (
    Board,
    Booking,
    Capability,
    Decision,
    Meeting,
)
from broadhurst.capabilities.tasking.queries.bids import bids
from broadhurst.capabilities.tasking.rules.bidding import UNDECIDED
from broadhurst.capabilities.tasking.rules.supplying import most_at_once
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.locks import lock, take
from broadhurst.foundation.agencies.models import Posting, Unit, in_force_on

SHARED_LEVELS = (Board.Level.REGIONAL, Board.Level.GOVERNANCE)


def boards() -> QuerySet[Any]:
    """Return boards with their waiting bids and their next meeting.

    `waiting` counts the undecided bids that the reader can see. `next_at` is the time of the next
    planned meeting.
    """
    planned = Meeting.objects.filter(board=OuterRef("pk"), stage=Meeting.Stage.PLANNED)
    return Board.objects.select_related("unit__agency").annotate(
        waiting=Count("bids", filter=Q(bids__stage__in=UNDECIDED)),
        next_at=Subquery(planned.order_by("at").values("at")[:1]),
    )


def units_of_boards(day: date) -> QuerySet[Unit]:
    """Return the units of the boards that are in force on a day.

    Forms choose a board by unit key.
    """
    return units_in_force(day).filter(board__isnull=False).select_related("board")


def boards_to_bid_to(actor: Actor) -> QuerySet[Unit]:
    """Return the units of boards that the actor may bid to.

    These are the boards of the actor's own organisation, and the regional and governance boards,
    which serve several organisations.
    """
    own_or_shared = Q(agency=actor.agency) | Q(board__level__in=SHARED_LEVELS)
    return units_of_boards(clock.today()).filter(own_or_shared)


def planned_meetings(board: Board) -> QuerySet[Meeting]:
    """Return the meetings that a board has still to hold, the next first."""
    return board.meetings.filter(stage=Meeting.Stage.PLANNED).order_by("at")


def members_of(board: Board) -> QuerySet[Posting]:
    """Return the postings of a board's members today."""
    return board.unit.postings.filter(in_force_on(clock.today())).select_related("officer")


def agenda_of(board: Board) -> dict[str, Any]:
    """Return a board's waiting bids, grouped by what they need, and its meetings."""
    waiting = list(bids().filter(board=board, stage__in=UNDECIDED).order_by("submitted_at"))
    meetings: list[dict[str, Any]] = [
        {"meeting": meeting, "bids": [bid for bid in waiting if bid.meeting_id == meeting.pk]}
        for meeting in planned_meetings(board)
    ]
    past = [row for row in meetings if not row["bids"] and row["meeting"].at <= clock.now()]
    placed = {row["meeting"].pk for row in meetings}
    return {
        "to_triage": [bid for bid in waiting if bid.stage == "submitted"],
        "returned": [bid for bid in waiting if bid.stage == "returned"],
        "unplaced": [
            bid for bid in waiting if bid.stage == "triaged" and bid.meeting_id not in placed
        ],
        "meetings": [row for row in meetings if row not in past],
        "to_close": [row["meeting"] for row in past],
        "held": board.meetings.filter(stage=Meeting.Stage.HELD).order_by("-at")[:5],
        "decisions": decisions_of(board)[:20],
    }


def decisions_of(board: Board) -> QuerySet[Decision]:
    """Return the decisions of a board that the reader can see, latest first."""
    return board.decisions.select_related(
        "bid__capability", "decided_by", "capability", "meeting"
    ).order_by("-made_at", "-pk")


def capabilities(instant: datetime) -> QuerySet[Any]:
    """Return all capabilities; `taken` is how many teams are taken at an instant."""
    running = Q(bookings__from_at__lte=instant, bookings__until_at__gt=instant)
    rows = Capability.objects.select_related("provider__agency").order_by("name", "pk")
    return rows.annotate(taken=Count("bookings", filter=running))


def capabilities_on_offer(day: date) -> QuerySet[Capability]:
    """Return the capabilities whose provider is in force on a day."""
    rows = Capability.objects.filter(provider__in=units_in_force(day))
    return rows.select_related("provider").order_by("name")


def taken_at_once(capability: Capability, since: datetime, until: datetime) -> int:
    """Return the most teams taken at any one time of a span.

    Lock the capability first.
    """
    running = Booking.objects.filter(capability=capability, from_at__lt=until, until_at__gt=since)
    return most_at_once(list(running.values_list("from_at", "until_at")), since)


def locked_capability(capability: Capability) -> Capability:
    """Lock and return the capability, so that its last free team is not given twice."""
    return lock(Capability.objects.all(), capability)


def locked_meeting(meeting: Meeting) -> Meeting:
    """Lock and return the meeting.

    The board is locked too, so that two commands do not plan the same next meeting.
    """
    take(Board, meeting.board_id)
    return lock(Meeting.objects.select_related("board__unit"), meeting)
