"""Read the boards, meetings and bids that are tasks of board, provider and bidder."""

from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from broadhurst.capabilities.register.models import Ocg
from broadhurst.capabilities.register.queries.leadership import led_by
from broadhurst.capabilities.tasking.models import Bid, Board, Interest, Meeting
from broadhurst.capabilities.tasking.queries.bids import interims, slim_bids
from broadhurst.capabilities.tasking.rules.bidding import ENDED
from broadhurst.foundation.access.prepared_query import prepared_query
from broadhurst.foundation.agencies.models import Posting, in_force_on

AT_MOST = 50
SUPPLY = {"decided": "allocate", "allocated": "put_in_place", "in_place": "deliver"}
TO_BOARD, TO_BIDDER = ("submitted", "triaged"), ("returned", "delivered", "evaluated")


@prepared_query
def board_of(unit: int) -> QuerySet[Board]:
    return Board.objects.filter(unit=unit)


@prepared_query
def planned(board: int) -> QuerySet[Meeting]:
    """Select what `planned_meetings` returns."""
    return Meeting.objects.filter(board=board, stage=Meeting.Stage.PLANNED).order_by("at")


@prepared_query
def undecided(board: int) -> QuerySet[Any]:
    rows = slim_bids().filter(board=board, stage__in=TO_BOARD)
    return rows.order_by("submitted_at")[:AT_MOST]


@prepared_query
def with_open_interims(board: int) -> QuerySet[Any]:
    """Select what `bids_of_open_interims` returns, with what a task needs."""
    rows = slim_bids().filter(decisions__in=interims(), board=board).exclude(stage__in=ENDED)
    return rows.order_by("decided_at")[:AT_MOST]


@prepared_query
def with_stake_of(officer: int, board: int, day: date) -> QuerySet[Bid, int]:
    """Select the ids of the bids before a board that an officer must not decide (rule 17)."""
    declared = Interest.objects.filter(officer=officer, withdrawn_at=None)
    units = Posting.objects.filter(in_force_on(day), officer=officer)
    led = led_by(officer, states=(Ocg.State.ACTIVE,))
    stake = Q(pk__in=declared.values("bid")) | Q(made_by=officer) | Q(ocg__in=led)
    rows = Bid.objects.filter(stake | Q(bidder__in=units.values("unit")), board=board)
    return rows.exclude(stage__in=ENDED).order_by().values_list("pk", flat=True)


@prepared_query
def supplied_by(unit: int) -> QuerySet[Any]:
    rows = slim_bids().filter(given__provider=unit, stage__in=tuple(SUPPLY))
    return rows.order_by("submitted_at")[:AT_MOST]


@prepared_query
def to_bidder(officer: int) -> QuerySet[Any]:
    rows = slim_bids().filter(Q(ocg__in=led_by(officer)) | Q(made_by=officer))
    return rows.filter(stage__in=TO_BIDDER)[: 3 * AT_MOST]


@prepared_query
def waiting_on(ocg: int) -> QuerySet[Any]:
    """Select the bids of an OCG that wait for anybody, the oldest first."""
    waits = (
        Q(stage__in=(*TO_BOARD, "returned", "delivered"))
        | Q(stage__in=tuple(SUPPLY), given__isnull=False)
        | Q(stage="evaluated", reassess=True)
    )
    rows = slim_bids().prefetch_related(None).select_related(
        "board__unit", "given__provider", "allocation__booking", "bidder", "meeting"
    )  # fmt: skip
    return rows.filter(waits, ocg=ocg).order_by("submitted_at")[:AT_MOST]
