"""Count the records that wait for a meeting by keys alone, for the button that adds them."""

from datetime import date, datetime
from typing import Any

from django.db.models import Exists, F, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from broadhurst.capabilities.deconfliction.queries.ocg_hits import counts_of_ids
from broadhurst.capabilities.meetings.models import Agenda, Item, MeetingAction
from broadhurst.capabilities.meetings.queries.gathering import answered_bids, carried_items
from broadhurst.capabilities.register.models import Assessment, Ocg
from broadhurst.capabilities.register.queries.assessing import since_reactivated
from broadhurst.capabilities.tasking.models import Bid, Meeting
from broadhurst.capabilities.tasking.queries.bids import interims
from broadhurst.capabilities.tasking.rules.bidding import ENDED, UNDECIDED
from broadhurst.foundation import clock
from broadhurst.foundation.access.models import Dossier
from broadhurst.foundation.access.prepared_query import prepared_query

Rows = QuerySet[Any, Any]
KIND = Item.Kind


def count_waiting(agenda: Agenda | None, meeting: Meeting) -> int:
    """Return how many records and carried items would be added to the agenda.

    It counts what `not_yet_on` and `carried_to` list, without reading the records.
    """
    keys = set(_keys(meeting.board_id, meeting.pk, meeting.at, clock.today()))
    ocgs = [key for kind, key in keys if kind == KIND.HITS]
    with_hits = counts_of_ids(ocgs) if ocgs else {}
    waiting = {(kind, key) for kind, key in keys if kind != KIND.HITS or key in with_hits}
    if agenda and waiting:
        about = Coalesce("bid", "ocg", "action")
        waiting -= set(agenda.items.exclude(kind=KIND.OTHER).values_list("kind", about))
    return len(waiting)


@prepared_query
def _keys(board: int, meeting: int, at: datetime, today: date) -> Rows:
    """Return the kind and the id of each record that waits, in one statement.

    The kind "hits" has all OCGs that may have hits.
    """
    parts = (
        _bids(board, meeting)
        | _ocgs(board, today)
        | {
            KIND.ACTION: _seen(
                MeetingAction.objects.filter(
                    meeting__board=board, meeting__at__lt=at, stage=MeetingAction.Stage.OPEN
                )
            ),
            KIND.ANSWER: _seen(answered_bids(board, at)),
            KIND.OTHER: carried_items(board, at),
        }
    )
    first, *others = [
        rows.order_by().values_list(Value(kind), F("pk")) for kind, rows in parts.items()
    ]
    return first.union(*others, all=True)


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
