"""Figures of tasking: what was asked, what became of it, and how long access took."""

from collections.abc import Callable, Iterable
from datetime import date, datetime
from statistics import median
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse

from broadhurst.capabilities.tasking.models import Allocation, Bid, Decision, Demand
from broadhurst.capabilities.tasking.queries.bids import CONCLUDING
from broadhurst.foundation import clock
from broadhurst.foundation.agencies.models import Agency, Unit
from broadhurst.foundation.figure import Figure, Record

DAY = 24 * 60 * 60
Measured = list[tuple[Bid, float]]


def _within(field: str, since: date | None, as_of: date) -> Q:
    begun = Q(**{f"{field}__gte": clock.midnight(since)}) if since else Q()
    return begun & Q(**{f"{field}__lt": clock.as_of(as_of)})


def _made(since: date | None, as_of: date) -> QuerySet[Bid]:
    rows = Bid.objects.filter(_within("submitted_at", since, as_of))
    return rows.select_related("bidder", "capability", "board__unit").order_by("submitted_at")


def _concluded(since: date | None, as_of: date) -> QuerySet[Decision]:
    rows = Decision.objects.filter(_within("made_at", since, as_of), outcome__in=CONCLUDING)
    return rows.select_related("bid__bidder", "bid__capability", "capability").order_by("made_at")


def _in_place(since: date | None, as_of: date) -> QuerySet[Allocation]:
    rows = Allocation.objects.filter(_within("in_place_at", since, as_of))
    return rows.select_related("bid__bidder", "bid__capability", "bid__given")


def _record(bid: Bid, beside: str = "") -> Record:
    asked = bid.capability.name if bid.capability else bid.get_ask_display()
    text = f"{asked}, asked by {bid.bidder.name}{beside}"
    return Record(bid.ref, text, reverse("bid", args=[bid.ref]))


def _counted(name: str, title: str, since: date | None, as_of: date, bids: Iterable[Bid]) -> Figure:
    records = tuple(map(_record, bids))
    return Figure(name, title, len(records), "bids", as_of, since, records)


def _median(name: str, title: str, since: date | None, as_of: date, days: Measured) -> Figure:
    records = tuple(_record(bid, f": {took:.1f} days") for bid, took in days)
    value = round(median(took for _, took in days), 1) if days else None
    return Figure(name, title, value, "days, median", as_of, since, records)


def _days(since: datetime, until: datetime) -> float:
    return (until - since).total_seconds() / DAY


def _to_decision(since: date | None, as_of: date) -> Measured:
    concluded = _concluded(since, as_of)
    return [(one.bid, _days(one.bid.submitted_at, one.made_at)) for one in concluded]


def _to_in_place(since: date | None, as_of: date) -> Measured:
    rows = _in_place(since, as_of)
    return [
        (one.bid, _days(one.bid.submitted_at, one.in_place_at)) for one in rows if one.in_place_at
    ]


def bids_made(since: date | None, as_of: date) -> Figure:
    """Bids made in a period."""
    return _counted("bids_made", "Bids made", since, as_of, _made(since, as_of))


def bids_declined(since: date | None, as_of: date) -> Figure:
    """Bids that a board declined in a period: demand that was not met."""
    declined = _concluded(since, as_of).filter(outcome=Decision.Outcome.DECLINED)
    bids = [one.bid for one in declined]
    return _counted("bids_declined", "Bids declined", since, as_of, bids)


def bid_to_decision(since: date | None, as_of: date) -> Figure:
    """Median days from bid to the decision that concluded it, of decisions in a period."""
    days = _to_decision(since, as_of)
    return _median("bid_to_decision", "From bid to decision", since, as_of, days)


def bid_to_in_place(since: date | None, as_of: date) -> Figure:
    """Median days from bid to resource in place, of resources put in place in a period."""
    days = _to_in_place(since, as_of)
    return _median("bid_to_in_place", "From bid to resource in place", since, as_of, days)


def never_asked(since: date | None, as_of: date) -> Figure:
    """Forces at work here that made no bid in a period: demand that never shows (HMICFRS 2021).

    Counted past no wall: that a body asked a board on a day is open, what it asked is not.
    """
    period = Q(asked_on__lte=as_of) & (Q(asked_on__gte=since) if since else Q())
    asked = Demand.objects.filter(period).values("agency")
    teams = Unit.objects.filter(kind=Unit.Kind.TEAM).values("agency")
    forces = Agency.objects.filter(kind=Agency.Kind.POLICE_FORCE, pk__in=teams)
    records = tuple(
        Record(force.key, f"{force.name} made no bid", reverse("boards"))
        for force in forces.exclude(pk__in=asked)
    )
    title, scope = "Forces that never asked", "Counted from every bid there is."
    count = len(records)
    return Figure("never_asked", title, count, "forces", as_of, since, records, scope)


def bids_by_outcome(since: date | None, as_of: date) -> dict[str, int]:
    """What had become, by the end of a day, of the bids made in a period."""
    instant, tally = clock.as_of(as_of), dict[str, int]()
    for bid in _made(since, as_of).prefetch_related("decisions"):
        said = [one for one in bid.decisions.all() if one.made_at < instant]
        withdrawn = bid.withdrawn_at is not None and bid.withdrawn_at < instant
        became = "Withdrawn" if withdrawn else str(said[-1]) if said else "Not decided"
        tally[became] = tally.get(became, 0) + 1
    return dict(sorted(tally.items(), key=lambda pair: (-pair[1], pair[0])))


def days_by_capability(since: date | None, as_of: date) -> list[dict[str, Any]]:
    """By capability: median days from bid to decision, and from bid to resource in place."""
    columns = {"to_decision": _to_decision(since, as_of), "to_in_place": _to_in_place(since, as_of)}
    rows: dict[str, dict[str, list[float]]] = {}
    for column, measured in columns.items():
        for bid, took in measured:
            if capability := bid.given or bid.capability:
                row = rows.setdefault(capability.name, {"to_decision": [], "to_in_place": []})
                row[column].append(took)
    return [
        {
            "capability": name,
            "decided": len(row["to_decision"]),
            "in_place": len(row["to_in_place"]),
            **{key: round(median(took), 1) if took else None for key, took in row.items()},
        }
        for name, row in sorted(rows.items())
    ]


FIGURES: list[Callable[[date | None, date], Figure]] = [
    bids_made,
    bids_declined,
    bid_to_decision,
    bid_to_in_place,
    never_asked,
]
