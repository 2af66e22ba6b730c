"""Read boards, meetings and capabilities.

Boards come with their waiting bids, capabilities with their taken teams.
"""

from datetime import date, datetime
from typing import Any

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from broadhurst.capabilities.establishment.queries.organisations import units_in_force
from broadhurst.capabilities.tasking.models import (
    Attendee,
    Bid,
    Board,
    BoardChange,
    Booking,
    Capability,
    Decision,
    Meeting,
)
from broadhurst.capabilities.tasking.queries.bids import bids_of_open_interims, waiting_at
from broadhurst.capabilities.tasking.rules.bidding import UNDECIDED
from broadhurst.capabilities.tasking.rules.supplying import most_at_once
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.locks import lock, take
from broadhurst.foundation.agencies.models import (
    ADMINISTRATORS,
    Officer,
    Posting,
    Unit,
    in_force_on,
)

SHARED_LEVELS = (Board.Level.REGIONAL, Board.Level.GOVERNANCE)


def boards() -> QuerySet[Any]:
    """Return boards with their waiting bids and their next meeting.

    `waiting` counts the undecided bids that the reader can see. `next_at` is the time of the next
    planned meeting.
    """
    planned = Meeting.objects.filter(board=OuterRef("pk"), stage=Meeting.Stage.PLANNED)
    return Board.objects.select_related("unit__agency", "deputy", "secretary").annotate(
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
    """Return the planned meetings of a board, soonest first."""
    return board.meetings.filter(stage=Meeting.Stage.PLANNED).order_by("at")


def meetings_convened_by(actor: Actor) -> QuerySet[Meeting]:
    """Return the planned meetings of the board in the actor's unit, soonest first."""
    planned = Meeting.objects.filter(stage=Meeting.Stage.PLANNED, board__unit=actor.unit)
    return planned.order_by("at")


def members_of(board: Board) -> QuerySet[Posting]:
    """Return the postings of a board's members today."""
    return board.unit.postings.filter(in_force_on(clock.today())).select_related("officer")


def members(board: Board) -> QuerySet[Officer]:
    """Return the officers with a posting in a board's unit today."""
    posted = Posting.objects.filter(in_force_on(clock.today()), unit=board.unit_id)
    return Officer.objects.filter(pk__in=posted.values("officer")).order_by("name")


def officers_posted() -> QuerySet[Officer]:
    """Return every officer with a posting today. Administrators open no record."""
    posted = Posting.objects.filter(in_force_on(clock.today()))
    posted = posted.exclude(roles__overlap=sorted(ADMINISTRATORS))
    return Officer.objects.filter(pk__in=posted.values("officer")).order_by("name")


def attendees_of(board: Board) -> QuerySet[Attendee]:
    """Return those who attend a board's meetings regularly now."""
    return board.attendees.filter(removed_at=None).select_related("officer")


def attending_officers(board: Board) -> QuerySet[Officer]:
    """Return the officers who attend a board's meetings regularly now."""
    attending = attendees_of(board).values("officer")
    return Officer.objects.filter(pk__in=attending).order_by("name")


def officers_of(board: Board) -> QuerySet[Officer]:
    """Return the members and the regular attendees of a board."""
    return (members(board) | attending_officers(board)).order_by("name")


def officers_with_interest(bid: Bid) -> QuerySet[Officer]:
    """Return the officers who have an interest in a bid now."""
    declared = bid.interests.filter(withdrawn_at=None).values("officer")
    return Officer.objects.filter(pk__in=declared).order_by("name")


def changes_of(board: Board) -> QuerySet[BoardChange]:
    """Return the changes of a board, latest first."""
    return board.changes.select_related("by")


def referred_by(board: Board) -> list[Any]:
    """Return the bids that a board referred to another and the reader can see, latest first."""
    rows = (
        board.decisions.filter(outcome__startswith="referred")
        .select_related("referred_to__unit", "bid__board__unit", "bid__capability", "bid__bidder")
        .prefetch_related("bid__ocg")
    )
    latest = {row.bid_id: row for row in rows.order_by("made_at")}
    return [row for row in reversed(latest.values()) if row.bid.board_id != board.pk][:20]


def agenda_of(board: Board) -> dict[str, Any]:
    """Return a board's waiting bids, grouped by what they need, and its meetings."""
    waiting = list(waiting_at(board))
    meetings: list[dict[str, Any]] = [
        {"meeting": meeting, "bids": [bid for bid in waiting if bid.meeting_id == meeting.pk]}
        for meeting in planned_meetings(board)
    ]
    past = [row for row in meetings if not row["bids"] and row["meeting"].at <= clock.now()]
    placed = {row["meeting"].pk for row in meetings}
    return {
        "waiting": waiting,
        "to_triage": [bid for bid in waiting if bid.stage == "submitted"],
        "returned": [bid for bid in waiting if bid.stage == "returned"],
        "unplaced": [
            bid for bid in waiting if bid.stage == "triaged" and bid.meeting_id not in placed
        ],
        "meetings": [row for row in meetings if row not in past],
        "to_close": [row["meeting"] for row in past],
        "held": board.meetings.filter(stage=Meeting.Stage.HELD).order_by("-at")[:5],
        "decisions": decisions_of(board)[:20],
        "referred": referred_by(board),
        "interim": list(bids_of_open_interims(board)),
    }


def decisions_of(board: Board) -> QuerySet[Decision]:
    """Return the decisions of a board that the reader can see, latest first.

    A join to the OCG would lose the decisions of a reader who cannot see it, so it is fetched
    separately, as for `bids`.
    """
    rows = board.decisions.select_related("bid__capability", "decided_by", "capability", "meeting")
    return rows.prefetch_related("bid__ocg").order_by("-made_at", "-pk")


def capabilities(instant: datetime) -> QuerySet[Any]:
    """Return all capabilities; `taken` is how many teams are taken at an instant."""
    running = Booking.objects.filter(
        capability=OuterRef("pk"), from_at__lte=instant, until_at__gt=instant
    )
    counted = running.order_by().values("capability").annotate(number=Count("pk")).values("number")
    rows = Capability.objects.select_related("provider__agency").order_by("name", "pk")
    return rows.annotate(taken=Coalesce(Subquery(counted), 0))


def capabilities_on_offer(day: date) -> QuerySet[Capability]:
    """Return the capabilities whose provider is in force on a day."""
    rows = Capability.objects.filter(provider__in=units_in_force(day))
    return rows.select_related("provider").order_by("name")


def free_team(capability: Capability, since: datetime, until: datetime) -> int | None:
    """Return the first team that is free for a whole span, or None. Lock the capability first."""
    running = Booking.objects.filter(capability=capability, from_at__lt=until, until_at__gt=since)
    taken_teams = set(running.exclude(from_at=F("until_at")).values_list("team", flat=True))
    teams = range(1, capability.capacity + 1)
    return next((team for team in teams if team not in taken_teams), None)


def is_team_free(capability: Capability, team: int, since: datetime, until: datetime) -> bool:
    """Return whether a team has no work for a whole span. Lock the capability first."""
    running = Booking.objects.filter(
        capability=capability, team=team, from_at__lt=until, until_at__gt=since
    )
    return not running.exclude(from_at=F("until_at")).exists()


def next_absence(capability: Capability, team: int) -> Booking | None:
    """Return the current or the next absence of a team, or None."""
    rows = capability.bookings.filter(team=team, until_at__gt=clock.now())
    return rows.exclude(away_because="").order_by("from_at").first()


def bookings_ahead(capability: Capability, since: datetime, until: datetime) -> list[Booking]:
    """Return the bookings of a capability in a span, by team and time."""
    rows = capability.bookings.filter(from_at__lt=until, until_at__gt=since)
    return list(rows.exclude(from_at=F("until_at")).order_by("team", "from_at"))


def taken_at_once(capability: Capability, since: datetime, until: datetime) -> int:
    """Return the most teams taken at any one time of a span.

    Lock the capability first.
    """
    running = Booking.objects.filter(capability=capability, from_at__lt=until, until_at__gt=since)
    return most_at_once(list(running.values_list("from_at", "until_at")), since)


def locked_capability(capability: Capability) -> Capability:
    """Lock and return the capability, so that its last free team is not given twice."""
    return lock(Capability.objects.all(), capability)


def locked_board(board: Board) -> Board:
    """Lock and return the board with its seats."""
    return lock(Board.objects.select_related("unit__agency", "deputy", "secretary"), board)


def locked_meeting(meeting: Meeting) -> Meeting:
    """Lock and return the meeting.

    The board is locked too, so that two commands do not plan the same next meeting.
    """
    take(Board, meeting.board_id)
    return lock(Meeting.objects.select_related("board__unit"), meeting)
