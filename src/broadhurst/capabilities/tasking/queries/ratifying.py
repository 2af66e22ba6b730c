"""Read interim decisions with the meeting that ratifies them: the next after each was made."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from django.db.models import OuterRef, QuerySet, Subquery

from broadhurst.capabilities.tasking.models import Bid, Board, Decision, Meeting
from broadhurst.capabilities.tasking.queries.bids import interims
from broadhurst.capabilities.tasking.rules.bidding import ENDED
from broadhurst.capabilities.tasking.rules.deciding import is_past_closing
from broadhurst.foundation import clock


def ratifying_meeting(interim: Decision | None) -> Meeting | None:
    """Return the meeting that ratifies an interim decision, or None if none is planned."""
    if interim is None:
        return None
    planned = interim.board.meetings.filter(stage=Meeting.Stage.PLANNED, at__gt=interim.made_at)
    return planned.order_by("at").first()


def first_after(meetings: Iterable[Meeting], made_at: datetime) -> Meeting | None:
    """Return the first of some meetings, in order, that begins after a decision."""
    return next((meeting for meeting in meetings if meeting.at > made_at), None)


def has_met_since(board: Board, made_at: datetime) -> bool:
    """Return whether a board held a meeting that began after a decision."""
    return board.meetings.filter(stage=Meeting.Stage.HELD, at__gt=made_at).exists()


def interims_before(meeting: Meeting) -> QuerySet[Bid]:
    """Return the bids with an open interim decision that a meeting ratifies or lets lapse."""
    made_before = interims().filter(board=meeting.board, made_at__lt=meeting.at)
    rows = Bid.objects.filter(decisions__in=made_before).exclude(stage__in=ENDED)
    return rows.order_by("ocg_id", "pk")


def interims_past_closing() -> Iterator[tuple[Bid, Meeting]]:
    """Yield bids whose interim decision no meeting ratified in time, each with the meeting."""
    planned = Meeting.objects.filter(
        board=OuterRef("board"), stage=Meeting.Stage.PLANNED, at__gt=OuterRef("made_at")
    )
    rows = (
        interims()
        .exclude(bid__stage__in=ENDED)
        .annotate(next_meeting=Subquery(planned.order_by("at").values("pk")[:1]))
        .order_by("bid__ocg_id", "bid_id")
        .select_related("bid")
    )
    bids = list(rows)
    keys = [row.next_meeting for row in bids]
    meetings = Meeting.objects.select_related("board__unit__agency").in_bulk(keys)
    for row in bids:
        meeting = meetings.get(row.next_meeting)
        if meeting and is_past_closing(meeting.at, clock.today(), meeting.board.unit.agency.nation):
            yield row.bid, meeting
