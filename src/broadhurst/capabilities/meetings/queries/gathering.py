"""Records that wait for a board: those that go on the agenda of its next meeting."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from broadhurst.capabilities.deconfliction.queries.ocg_hits import counts_of
from broadhurst.capabilities.meetings.models import Agenda, Item, MeetingAction
from broadhurst.capabilities.register.models import Ocg
from broadhurst.capabilities.register.queries.assessing import current_assessments
from broadhurst.capabilities.tasking.models import Bid, Decision, Meeting
from broadhurst.capabilities.tasking.queries.bids import (
    CONCLUDING,
    bids_of_open_interims,
    waiting_at,
)
from broadhurst.capabilities.tasking.rules.bidding import ENDED
from broadhurst.foundation import clock
from broadhurst.foundation.access.models import Dossier


@dataclass(frozen=True)
class Waits:
    """A record that waits for a board: its kind of item, its dossier, and the record."""

    kind: Item.Kind
    subject: Dossier
    bid: Bid | None = None
    ocg: Ocg | None = None
    action: MeetingAction | None = None

    @property
    def key(self) -> tuple[str, int | None, int | None, int | None]:
        """The key of an item: an agenda has each key once."""
        return (
            self.kind,
            self.bid.pk if self.bid else None,
            self.ocg.pk if self.ocg else None,
            self.action.pk if self.action else None,
        )


def waiting_for_meeting(meeting: Meeting) -> list[Waits]:
    """Return the records that wait for a board, as far as the reader sees it.

    In order: its actions, interim decisions, bids, answers, reviews and hits.
    """
    board = meeting.board
    ocgs = list(
        Ocg.objects.filter(
            state=Ocg.State.ACTIVE,
            pk__in=Bid.objects.filter(board=board).exclude(stage__in=ENDED).values("ocg"),
        )
        .select_related("dossier")
        .order_by("name")
    )
    interims = _alone(bids_of_open_interims(board))
    kind = Item.Kind
    return [
        *(Waits(kind.ACTION, row.dossier, action=row) for row in _open_actions(meeting)),
        *(Waits(kind.INTERIM, row.dossier, bid=row) for row in interims),
        *(
            Waits(kind.BID, row.dossier, bid=row)
            for row in _alone(waiting_at(board))
            if row.meeting_id == meeting.pk
        ),
        *(Waits(kind.ANSWER, row.dossier, bid=row) for row in _answers(meeting)),
        *(Waits(kind.REVIEW, row.dossier, ocg=row) for row in _overdue(ocgs)),
        *(Waits(kind.HITS, row.dossier, ocg=row) for row in _with_hits(ocgs)),
    ]


def _alone(rows: QuerySet[Any]) -> QuerySet[Any]:
    """Return bids with their dossier alone. A page of bids shows a hundred columns more."""
    return rows.select_related(None).prefetch_related(None).select_related("dossier")


def not_yet_on(agenda: Agenda | None, meeting: Meeting) -> list[Waits]:
    """Return the waiting records that are not on the agenda. Removed ones stay off."""
    on = set()
    if agenda:
        on = set(agenda.items.values_list("kind", "bid", "ocg", "action"))
    return [row for row in waiting_for_meeting(meeting) if row.key not in on]


def carried_to(meeting: Meeting) -> list[Item]:
    """Return other business that earlier meetings carried over and that no agenda took up yet."""
    return list(
        carried_items(meeting.board_id, meeting.at).order_by("agenda__meeting__at", "place")
    )


def carried_items(board: int, before: datetime) -> QuerySet[Item]:
    """Return a queryset of what `carried_to` lists."""
    return Item.objects.filter(
        agenda__meeting__board=board, agenda__meeting__at__lt=before,
        is_carried=True, kind=Item.Kind.OTHER, removed_at=None, carried_to=None,
    )  # fmt: skip


def _open_actions(meeting: Meeting) -> Any:
    rows = MeetingAction.objects.filter(
        meeting__board=meeting.board, meeting__at__lt=meeting.at, stage=MeetingAction.Stage.OPEN
    )
    return rows.select_related("dossier")


def answered_bids(board: int, before: datetime) -> QuerySet[Bid]:
    """Return the bids that another board answered and no meeting of this board has heard."""
    heard = Item.objects.filter(
        kind=Item.Kind.ANSWER, agenda__meeting__board=board, agenda__meeting__at__lt=before
    )
    referred = Decision.objects.filter(board=board, outcome__startswith="referred")
    answered = Decision.objects.filter(outcome__in=CONCLUDING, bid__in=referred.values("bid"))
    rows = Bid.objects.filter(pk__in=answered.exclude(board=board).values("bid"))
    return rows.exclude(pk__in=heard.values("bid"))


def _answers(meeting: Meeting) -> QuerySet[Bid]:
    return answered_bids(meeting.board_id, meeting.at).select_related("dossier").order_by("pk")


def _overdue(ocgs: list[Ocg]) -> Iterator[Ocg]:
    current = current_assessments(ocgs)
    for ocg in ocgs:
        assessment = current.get(ocg.pk)
        due_on = assessment.moderation.review_due_on if assessment else None
        if due_on and due_on < clock.today():
            yield ocg


def _with_hits(ocgs: list[Ocg]) -> Iterator[Ocg]:
    counts = counts_of(ocgs)
    yield from (ocg for ocg in ocgs if counts.get(ocg.pk))
