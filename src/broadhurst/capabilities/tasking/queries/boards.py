"""Boards with what waits at each, their meetings, and capabilities with what is free."""

from datetime import date, datetime
from typing import Any

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery

from broadhurst.capabilities.establishment.queries import units_in_force
from broadhurst.capabilities.tasking import rules
from broadhurst.capabilities.tasking.models import (
    Board,
    Booking,
    Capability,
    Decision,
    Meeting,
)
from broadhurst.capabilities.tasking.queries.bids import bids
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.locks import lock, take
from broadhurst.foundation.agencies.models import Posting, Unit, in_force_on

EVERYONES = (Board.Level.REGIONAL, Board.Level.GOVERNANCE)


def boards() -> QuerySet[Any]:
    """Boards with how many bids wait (of those the reader may see) and the next meeting."""
    planned = Meeting.objects.filter(board=OuterRef("pk"), stage=Meeting.Stage.PLANNED)
    return Board.objects.select_related("unit__agency").annotate(
        waiting=Count("bids", filter=Q(bids__stage__in=rules.UNDECIDED)),
        next_at=Subquery(planned.order_by("at").values("at")[:1]),
    )


def units_of_boards(day: date) -> QuerySet[Unit]:
    """The units of all boards that sit on a day: a form asks by a unit's key."""
    return units_in_force(day).filter(board__isnull=False).select_related("board")


def boards_to_bid_to(actor: Actor) -> QuerySet[Unit]:
    """The boards of the actor's own body, and those that hear several bodies."""
    own_or_shared = Q(agency=actor.agency) | Q(board__level__in=EVERYONES)
    return units_of_boards(clock.today()).filter(own_or_shared)


def planned_meetings(board: Board) -> QuerySet[Meeting]:
    """The meetings of a board that are still to be held, the next first."""
    return board.meetings.filter(stage=Meeting.Stage.PLANNED).order_by("at")


def members_of(board: Board) -> QuerySet[Posting]:
    """Who sits on a board today."""
    return board.unit.postings.filter(in_force_on(clock.today())).select_related("officer")


def agenda_of(board: Board) -> dict[str, Any]:
    """What waits at a board: to triage, with the bidder, and on the agenda of each meeting."""
    waiting = list(bids().filter(board=board, stage__in=rules.UNDECIDED).order_by("submitted_at"))
    meetings: list[dict[str, Any]] = [
        {"meeting": meeting, "bids": [one for one in waiting if one.meeting_id == meeting.pk]}
        for meeting in planned_meetings(board)
    ]
    past = [row for row in meetings if not row["bids"] and row["meeting"].at <= clock.now()]
    placed = {row["meeting"].pk for row in meetings}
    return {
        "to_triage": [one for one in waiting if one.stage == "submitted"],
        "returned": [one for one in waiting if one.stage == "returned"],
        "unplaced": [
            one for one in waiting if one.stage == "triaged" and one.meeting_id not in placed
        ],
        "meetings": [row for row in meetings if row not in past],
        "to_close": [row["meeting"] for row in past],
        "held": board.meetings.filter(stage=Meeting.Stage.HELD).order_by("-at")[:5],
        "decisions": decisions_of(board)[:20],
    }


def decisions_of(board: Board) -> QuerySet[Decision]:
    """What a board decided, of what the reader may see, latest first."""
    return board.decisions.select_related(
        "bid__capability", "decided_by", "capability", "meeting"
    ).order_by("-made_at", "-pk")


def capabilities(instant: datetime) -> QuerySet[Any]:
    """The catalogue, each with how many of its teams are `taken` at an instant."""
    running = Q(bookings__from_at__lte=instant, bookings__until_at__gt=instant)
    rows = Capability.objects.select_related("provider__agency").order_by("name", "pk")
    return rows.annotate(taken=Count("bookings", filter=running))


def capabilities_on_offer(day: date) -> QuerySet[Capability]:
    """The capabilities whose provider stands on a day."""
    rows = Capability.objects.filter(provider__in=units_in_force(day))
    return rows.select_related("provider").order_by("name")


def taken_at_once(capability: Capability, since: datetime, until: datetime) -> int:
    """The most teams taken at one instant of a span. The capability's row is to be locked."""
    running = Booking.objects.filter(capability=capability, from_at__lt=until, until_at__gt=since)
    return rules.most_at_once(list(running.values_list("from_at", "until_at")), since)


def locked_capability(capability: Capability) -> Capability:
    """The capability's row, locked: two teams are never given where one is left."""
    return lock(Capability.objects.all(), capability)


def locked_meeting(meeting: Meeting) -> Meeting:
    """The meeting's row, locked; the board's lock keeps two from planning the same next one."""
    take(Board, meeting.board_id)
    return lock(Meeting.objects.select_related("board__unit"), meeting)
