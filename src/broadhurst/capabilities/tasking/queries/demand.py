"""The demand picture: bids asked and answered, forces that never asked, and a simulated bid."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import TruncMonth

from broadhurst.capabilities.register.models import Assessment, Ocg, Ownership
from broadhurst.capabilities.tasking.models import (
    Allocation,
    Bid,
    Booking,
    Capability,
    Decision,
    Demand,
)
from broadhurst.capabilities.tasking.queries.bids import CONCLUDING
from broadhurst.capabilities.tasking.queries.boards import bookings_ahead, free_team
from broadhurst.foundation import clock
from broadhurst.foundation.access.prepared_query import prepared_query
from broadhurst.foundation.agencies.models import Agency
from broadhurst.foundation.database.ahead import Ask
from broadhurst.foundation.govuk.words import london_day

HIGH_TIER = 2  # tiers 1 and 2. Policy of this project: no public source gives a number.
COLUMNS = {
    "supported": "supported",
    "supported_in_part": "in_part",
    "adopted_in_full": "supported",
    "declined": "declined",
}


@dataclass
class Asked:
    """The bids of one organisation in a period, by outcome."""

    name: str
    asked: int = 0
    supported: int = 0
    in_part: int = 0
    declined: int = 0
    ended: int = 0
    waiting: int = 0


def asks_of_demand(since: date, as_of: date) -> list[Ask]:
    """Return the statements of the demand picture, to send them ahead together."""
    return [
        _bids_by_outcome.ask(clock.midnight(since), clock.end_of(as_of)),
        _high_tiers_without_bid.ask(since, as_of),
        _demand_by_month.ask(since, as_of),
    ]


def demand_by_organisation(since: date, as_of: date) -> list[Asked]:
    """Count the bids in a period that the reader can see, by organisation and outcome.

    `ended` counts bids that were withdrawn or lapsed.
    """
    by_capability: dict[str, Asked] = {}
    rows = _bids_by_outcome(clock.midnight(since), clock.end_of(as_of))
    for name, stage, last, number in rows:
        row = by_capability.setdefault(name, Asked(name))
        ended = stage in (Bid.Stage.WITHDRAWN, Bid.Stage.LAPSED)
        column = "ended" if ended else COLUMNS.get(last or "", "waiting")
        row.asked += number
        setattr(row, column, getattr(row, column) + number)
    return sorted(by_capability.values(), key=lambda row: (-row.asked, row.name))


@prepared_query
def _bids_by_outcome(since: datetime, until: datetime) -> QuerySet[Any, Any]:
    concluded = Decision.objects.filter(bid=OuterRef("pk"), outcome__in=CONCLUDING)
    return (
        Bid.objects.filter(submitted_at__gte=since, submitted_at__lt=until)
        .annotate(last=Subquery(concluded.order_by("-pk").values("outcome")[:1]))
        .values_list("bidder__agency__name", "stage", "last")
        .annotate(many=Count("pk"))
        .order_by()
    )


def asked_by_month(since: date, as_of: date) -> dict[date, int]:
    """Count the bids that organisations made in each month, seen or not: demand is open."""
    return dict(_demand_by_month(since, as_of))


@prepared_query
def _demand_by_month(since: date, until: date) -> QuerySet[Any, Any]:
    return (
        Demand.objects.filter(asked_on__gte=since, asked_on__lte=until)
        .annotate(month=TruncMonth("asked_on"))
        .values_list("month")
        .annotate(many=Count("pk"))
        .order_by("month")
    )


def never_asked(since: date, as_of: date) -> list[tuple[Agency, int]]:
    """Return the forces without a bid in a period whose OCGs of a high tier the reader sees.

    With each, the number of those OCGs. The tier is that of the last accepted assessment.
    """
    number_by_force = dict(_high_tiers_without_bid(since, as_of))
    rows = Agency.objects.filter(pk__in=number_by_force).order_by("name") if number_by_force else []
    return [(agency, number_by_force[agency.pk]) for agency in rows]


@prepared_query
def _high_tiers_without_bid(since: date, until: date) -> QuerySet[Any, Any]:
    with_bid = Demand.objects.filter(asked_on__gte=since, asked_on__lte=until).values("agency")
    accepted = Assessment.objects.filter(ocg=OuterRef("ocg"), moderation__outcome="accepted")
    tier = Subquery(accepted.order_by("-scored_at").values("moderation__tier")[:1])
    owned = Ownership.objects.filter(until_at=None, ocg__state=Ocg.State.ACTIVE)
    forces = owned.filter(unit__agency__kind=Agency.Kind.POLICE_FORCE).exclude(
        unit__agency__in=with_bid
    )
    return (
        forces.annotate(tier=tier)
        .filter(tier__lte=HIGH_TIER)
        .values_list("unit__agency")
        .annotate(many=Count("ocg"))
        .order_by()
    )


@dataclass(frozen=True)
class GivesWay:
    """A booking that is in the way of a simulated bid. `bid` is None if it is not seen."""

    booking: Booking
    bid: Bid | None
    days: int

    def __str__(self) -> str:
        """Name the work that would give way."""
        if self.bid:
            return self.bid.title
        away = self.booking.away_because
        return f"Not available: {away}" if away else "A bid that you cannot see"


@dataclass(frozen=True)
class Simulation:
    """The result of a simulated bid: a free team, or the bookings that would give way."""

    capability: Capability
    from_on: date
    until_on: date
    team: int | None
    gives_way: list[GivesWay]
    free_from: date | None


def simulate(capability: Capability, from_on: date, until_on: date) -> Simulation:
    """Return the free team in a span, or the bookings that would have to give way.

    The team with the fewest booked days in the span gives way. Nothing is written.
    """
    since, until = clock.midnight(from_on), clock.end_of(until_on)
    teams = range(1, capability.capacity + 1)
    bookings = bookings_ahead(capability, since, until)
    of_team = {team: [row for row in bookings if row.team == team] for team in teams}
    free = next((team for team in teams if not of_team[team]), None)
    if free is not None or not of_team:
        return Simulation(capability, from_on, until_on, free, [], None)
    easiest = min(of_team.values(), key=lambda rows: sum(_days(row, since, until) for row in rows))
    bids = _bids_behind(easiest)
    gives_way = [GivesWay(row, bids.get(row.pk), _days(row, since, until)) for row in easiest]
    return Simulation(
        capability, from_on, until_on, None, gives_way, _free_from(capability, from_on, until_on)
    )


def _days(row: Booking, since: datetime, until: datetime) -> int:
    return -(-(min(row.until_at, until) - max(row.from_at, since)) // timedelta(days=1))


def _bids_behind(rows: Iterable[Booking]) -> dict[int, Bid]:
    allocated = Allocation.objects.filter(booking__in=[row.pk for row in rows])
    allocated = allocated.select_related("bid__bidder", "bid__capability", "bid__board__unit")
    return {row.booking_id: row.bid for row in allocated}


def _free_from(capability: Capability, from_on: date, until_on: date) -> date | None:
    """Return the first later day when a team becomes free for as many days."""
    length = until_on - from_on
    ahead = capability.bookings.filter(until_at__gt=clock.midnight(from_on))
    ends = ahead.filter(team__lte=capability.capacity).order_by("until_at")
    for end in ends.values_list("until_at", flat=True):
        day = london_day(end)
        if free_team(capability, clock.midnight(day), clock.end_of(day + length)) is not None:
            return day
    return None


def outcome_totals(rows: Iterable[Asked]) -> dict[str, Any]:
    """Return the sums of the columns."""
    names = ("asked", "supported", "in_part", "declined", "ended", "waiting")
    counted = list(rows)
    return {name: sum(getattr(row, name) for row in counted) for name in names}
