"""Count the records that wait for a meeting by keys alone, for the button that adds them."""

from datetime import date, datetime
from typing import Any

from django.db.models import Exists, F, OuterRef, QuerySet, Subquery, Value

from broadhurst.capabilities.deconfliction.queries.ocg_hits import counts_of_ids
from broadhurst.capabilities.meetings.models import Item, MeetingAction
from broadhurst.capabilities.meetings.queries.gathering import answered_bids, carried_items
from broadhurst.capabilities.register.models import Assessment, Ocg
from broadhurst.capabilities.register.queries.assessing import since_reactivated
from broadhurst.capabilities.tasking.models import Bid, Meeting
from broadhurst.capabilities.tasking.queries.bids import interims
from broadhurst.capabilities.tasking.rules.bidding import ENDED, UNDECIDED
from broadhurst.foundation import clock
from broadhurst.foundation.access.models import Dossier
from broadhurst.foundation.access.prepared_query import prepared_query
from broadhurst.foundation.database.ahead import Ask

Rows = QuerySet[Any, Any]
KIND = Item.Kind
# The records that items of these kinds are about. Other items are about a bid.
ABOUT: dict[str, str] = {KIND.ACTION: "action", KIND.REVIEW: "ocg", KIND.HITS: "ocg"}


def count_waiting(meeting: Meeting) -> int:
    """Return how many records and carried items would be added to the agenda of a meeting.

    It counts what `not_yet_on` and `carried_to` list, without reading the records.
    """
    keys = set(_keys(meeting.board_id, meeting.pk, meeting.at, clock.today()))
    ocgs = [key for kind, key in keys if kind == KIND.HITS]
    with_hits = counts_of_ids(ocgs) if ocgs else {}
    return sum(kind != KIND.HITS or key in with_hits for kind, key in keys)


def ask_waiting(meeting: Meeting) -> Ask:
    """Return the first statement of `count_waiting`, to send it ahead."""
    return _keys.ask(meeting.board_id, meeting.pk, meeting.at, clock.today())


@prepared_query
def _keys(board: int, meeting: int, at: datetime, today: date) -> Rows:
    """Return the kind and the id of each record that waits and is not on the agenda.

    The kind "hits" has all OCGs that may have hits.
    """
    parts = {**_bids(board, meeting), **_ocgs(board, today), **_others(board, at)}
    records = [
        _not_on(meeting, kind, rows).order_by().values_list(Value(kind), F("pk"))
        for kind, rows in parts.items()
    ]
    carried = carried_items(board, at).order_by().values_list(Value(KIND.OTHER), F("pk"))
    return carried.union(*records, all=True)


def _not_on(meeting: int, kind: str, rows: Rows) -> Rows:
    """Return the records that are not on the agenda of a meeting. Removed ones stay off."""
    about = ABOUT.get(kind, "bid")
    on = Item.objects.filter(agenda__meeting=meeting, kind=kind, **{about: OuterRef("pk")})
    return rows.exclude(Exists(on))


def _others(board: int, at: datetime) -> dict[str, Rows]:
    actions = MeetingAction.objects.filter(
        meeting__board=board, meeting__at__lt=at, stage=MeetingAction.Stage.OPEN
    )
    return {KIND.ACTION: _seen(actions), KIND.ANSWER: _seen(answered_bids(board, at))}


def _bids(board: int, meeting: int) -> dict[str, Rows]:
    bids = _seen(Bid.objects.filter(board=board))
    has_interim = Exists(interims().filter(bid=OuterRef("pk")))
    return {
        KIND.INTERIM: bids.filter(has_interim).exclude(stage__in=ENDED),
        KIND.BID: bids.filter(stage__in=UNDECIDED, meeting=meeting),
    }


def _ocgs(board: int, today: date) -> dict[str, Rows]:
    open_bids = Bid.objects.filter(board=board).exclude(stage__in=ENDED)
    ocgs = Ocg.objects.filter(state=Ocg.State.ACTIVE, pk__in=open_bids.values("ocg"))
    last = Assessment.objects.filter(
        since_reactivated(), ocg=OuterRef("pk"), moderation__outcome="accepted"
    ).order_by("-scored_at")
    reviewed = ocgs.alias(review_due_on=Subquery(last.values("moderation__review_due_on")[:1]))
    return {KIND.REVIEW: reviewed.filter(review_due_on__lt=today), KIND.HITS: ocgs}


def _seen(rows: Rows) -> Rows:
    """Return the rows whose dossier the reader sees too."""
    return rows.filter(Exists(Dossier.objects.filter(pk=OuterRef("dossier"))))
