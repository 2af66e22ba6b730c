"""Bids made, decided and put in place in a period, for figures."""

from datetime import date, datetime
from typing import Any, NamedTuple

from django.db.models import Q, QuerySet

from broadhurst.capabilities.tasking.models import Allocation, Bid, Decision
from broadhurst.capabilities.tasking.queries.bids import CONCLUDING
from broadhurst.foundation import clock
from broadhurst.foundation.access.one_pass import read_once
from broadhurst.foundation.access.prepared_query import prepared_query, within
from broadhurst.foundation.figure import Scope


class BidFacts(NamedTuple):
    """The parts of a bid that figures need. Reading whole models takes five times as long."""

    pk: int
    ref: str
    capability: str | None
    ask: str
    bidder: str
    agency: int
    submitted_at: datetime


OF_ITS_BID = (
    "bid", "bid__ref", "bid__capability__name", "bid__ask", "bid__bidder__name",
    "bid__bidder__agency", "bid__submitted_at",
)  # fmt: skip


def facts_of(bid: Bid) -> BidFacts:
    capability = bid.capability.name if bid.capability else None
    return BidFacts(
        bid.pk, bid.ref, capability, bid.ask, bid.bidder.name, bid.bidder.agency_id,
        bid.submitted_at,
    )  # fmt: skip


def _between(field: str, since: datetime | None, before: datetime) -> Q:
    begun = Q(**{f"{field}__gte": since}) if since is not None else Q()
    return begun & Q(**{f"{field}__lt": before})


def _period(
    scope: Scope, since: date | None, as_of: date
) -> tuple[datetime | None, datetime, list[int] | None]:
    return *clock.span(since, as_of), scope.ids


@read_once
def read_made(scope: Scope, since: date | None, as_of: date) -> list[Bid]:
    return _made_between(*_period(scope, since, as_of))


@prepared_query
def _made_between(
    since: datetime | None, before: datetime, agencies: list[int] | None
) -> QuerySet[Bid]:
    rows = Bid.objects.filter(_between("submitted_at", since, before))
    rows = within(rows, "bidder__agency", agencies).select_related("bidder", "capability")
    return rows.prefetch_related("decisions").order_by("submitted_at")


@read_once
def read_decided(
    scope: Scope, since: date | None, as_of: date
) -> list[tuple[datetime, str, BidFacts]]:
    """Return when bids were decided, the outcome and the bid."""
    rows = _concluded_between(*_period(scope, since, as_of))
    return [(made_at, outcome, BidFacts(*facts)) for made_at, outcome, *facts in rows]


@prepared_query
def _concluded_between(
    since: datetime | None, before: datetime, agencies: list[int] | None
) -> QuerySet[Decision, Any]:
    rows = Decision.objects.filter(_between("made_at", since, before), outcome__in=CONCLUDING)
    rows = within(rows, "bid__bidder__agency", agencies)
    return rows.order_by("made_at").values_list("made_at", "outcome", *OF_ITS_BID)


@read_once
def read_in_place(scope: Scope, since: date | None, as_of: date) -> list[tuple[datetime, BidFacts]]:
    """Return when resources were put in place, and for which bid."""
    rows = _placed_between(*_period(scope, since, as_of))
    return [(in_place_at, BidFacts(*facts)) for in_place_at, *facts in rows]


@prepared_query
def _placed_between(
    since: datetime | None, before: datetime, agencies: list[int] | None
) -> QuerySet[Allocation, Any]:
    rows = Allocation.objects.filter(_between("in_place_at", since, before))
    rows = within(rows, "bid__bidder__agency", agencies)
    return rows.order_by().values_list("in_place_at", *OF_ITS_BID)
