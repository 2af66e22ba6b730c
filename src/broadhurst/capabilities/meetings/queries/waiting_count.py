"""Count the records that wait for a meeting by keys alone, for the button that adds them."""

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

Rows = QuerySet[Any, Any]
KIND = Item.Kind


def count_waiting(agenda: Agenda | None, meeting: Meeting) -> int:
    """Return how many records and carried items would be added to the agenda.

    It counts what `not_yet_on` and `carried_to` list, without reading the records.
    """
    keys = set(_keys(meeting))
    ocgs = [key for kind, key in keys if kind == KIND.HITS]
    with_hits = counts_of_ids(ocgs) if ocgs else {}
    waiting = {(kind, key) for kind, key in keys if kind != KIND.HITS or key in with_hits}
    if agenda and waiting:
        about = Coalesce("bid", "ocg", "action")
        waiting -= set(agenda.items.exclude(kind=KIND.OTHER).values_list("kind", about))
    return len(waiting)


def _keys(meeting: Meeting) -> Rows:
    """Return the kind and the id of each record that waits, in one statement.

    The kind "hits" has all OCGs that may have hits.
    """
    first, *others = [
        rows.order_by().values_list(Value(kind), F("pk")) for kind, rows in _parts(meeting).items()
    ]
    return first.union(*others, all=True)


def _parts(meeting: Meeting) -> dict[str, Rows]:
    board = meeting.board_id
    bids = _seen(Bid.objects.filter(board=board))
    ocgs = Ocg.objects.filter(
        state=Ocg.State.ACTIVE,
        pk__in=Bid.objects.filter(board=board).exclude(stage__in=ENDED).values("ocg"),
    )
    last = Assessment.objects.filter(
        since_reactivated(), ocg=OuterRef("pk"), moderation__outcome="accepted"
    ).order_by("-scored_at")
    reviewed = ocgs.alias(review_due_on=Subquery(last.values("moderation__review_due_on")[:1]))
    given = MeetingAction.objects.filter(
        meeting__board=board, meeting__at__lt=meeting.at, stage=MeetingAction.Stage.OPEN
    )
    has_interim = Exists(interims().filter(bid=OuterRef("pk")))
    return {
        KIND.ACTION: _seen(given),
        KIND.INTERIM: bids.filter(has_interim).exclude(stage__in=ENDED),
        KIND.BID: bids.filter(stage__in=UNDECIDED, meeting=meeting),
        KIND.ANSWER: _seen(answered_bids(meeting)),
        KIND.REVIEW: reviewed.filter(review_due_on__lt=clock.today()),
        KIND.HITS: ocgs,
        KIND.OTHER: carried_items(meeting),
    }


def _seen(rows: Rows) -> Rows:
    """Return the rows whose dossier the reader sees too."""
    return rows.filter(Exists(Dossier.objects.filter(pk=OuterRef("dossier"))))
