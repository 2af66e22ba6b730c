"""Figures of tasking: bids made, their outcomes, and how long access took."""

from collections.abc import Callable
from datetime import date, datetime

from django.db.models import QuerySet
from django.urls import reverse

from broadhurst.capabilities.tasking.models import Bid, Decision, Demand
from broadhurst.capabilities.tasking.queries.bids import CONCLUDING
from broadhurst.capabilities.tasking.queries.bids_in_period import (
    BidFacts,
    facts_of,
    read_decided,
    read_in_place,
    read_made,
)
from broadhurst.capabilities.tasking.rules.bidding import DECIDE_WITHIN
from broadhurst.foundation import clock
from broadhurst.foundation.access.prepared_query import prepared_query, within
from broadhurst.foundation.agencies.models import Agency, Unit
from broadhurst.foundation.doors.routes import record_address
from broadhurst.foundation.figure import (
    SEEN,
    Measure,
    Record,
    Row,
    Scope,
    how_many_meet,
    middle,
    series_of,
)
from broadhurst.foundation.govuk.words import london_day

DAY = 24 * 60 * 60
Measured = list[tuple[date, BidFacts, float]]  # the day that counts, the bid, and the days taken
Dated = list[tuple[date, Row]]


def _row(bid: BidFacts, suffix: str = "", value: float = 1) -> Row:
    request = bid.capability or Bid.Ask(bid.ask).label
    text = f"{request}, asked by {bid.bidder}{suffix}"
    record = Record(bid.ref, text, record_address("tasking:bid", bid.ref))
    return Row(record, frozenset({bid.agency}), value)


def _days(since: datetime, until: datetime) -> float:
    return (until - since).total_seconds() / DAY


def _measured(bid: BidFacts, until: datetime) -> tuple[date, BidFacts, float]:
    return london_day(until), bid, _days(bid.submitted_at, until)


def _to_decision(scope: Scope, since: date | None, as_of: date) -> Measured:
    return [_measured(bid, made_at) for made_at, _, bid in read_decided(scope, since, as_of)]


def _to_in_place(scope: Scope, since: date | None, as_of: date) -> Measured:
    return [_measured(bid, in_place_at) for in_place_at, bid in read_in_place(scope, since, as_of)]


def _bids(scope: Scope, since: date | None, as_of: date) -> Dated:
    made = read_made(scope, since, as_of)
    return [(london_day(bid.submitted_at), _row(facts_of(bid))) for bid in made]


def _declined(scope: Scope, since: date | None, as_of: date) -> Dated:
    """Return the bids that a board declined: demand that was not met."""
    return [
        (london_day(made_at), _row(bid))
        for made_at, outcome, bid in read_decided(scope, since, as_of)
        if outcome == Decision.Outcome.DECLINED
    ]


def _with_days(
    measured: Callable[[Scope, date | None, date], Measured],
) -> Callable[[Scope, date | None, date], Dated]:
    def dated(scope: Scope, since: date | None, as_of: date) -> Dated:
        return [
            (at, _row(bid, f": {took:.1f} days", took))
            for at, bid, took in measured(scope, since, as_of)
        ]

    return dated


def _decided_in_time(scope: Scope, since: date | None, as_of: date) -> Dated:
    """Return the bids decided in a period: 1 for those decided in time, and 0 for the others."""
    return [
        (at, _row(bid, f": {took:.1f} days", int(took <= DECIDE_WITHIN)))
        for at, bid, took in _to_decision(scope, since, as_of)
    ]


def _rows_of(
    dated: Callable[[Scope, date | None, date], Dated],
) -> Callable[[Scope, date | None, date], list[Row]]:
    """Return the rows of a figure without their days."""
    return lambda scope, since, as_of: [row for _, row in dated(scope, since, as_of)]


def _never_asked(scope: Scope, since: date | None, as_of: date) -> list[Row]:
    """Return the police forces with a team here that made no bid.

    Their demand is not seen (HMICFRS 2021).
    """
    forces = _forces_without_bid(since or date.min, as_of, scope.ids)
    return [
        Row(
            Record(force.key, f"{force.name} made no bid", reverse("tasking:boards")),
            frozenset({force.pk}),
        )
        for force in forces
    ]


@prepared_query
def _forces_without_bid(since: date, until: date, agencies: list[int] | None) -> QuerySet[Agency]:
    bidders = Demand.objects.filter(asked_on__gte=since, asked_on__lte=until).values("agency")
    teams = Unit.objects.filter(kind=Unit.Kind.TEAM).values("agency")
    forces = Agency.objects.filter(kind=Agency.Kind.POLICE_FORCE, pk__in=teams)
    return within(forces, "pk", agencies).exclude(pk__in=bidders)


def bids_by_outcome(since: date | None, as_of: date) -> dict[str, int]:
    """Count the bids made in a period by their outcome at the end of the day `as_of`."""
    instant, tally = clock.as_of(as_of), dict[str, int]()
    for bid in read_made(SEEN, since, as_of):
        decisions = [
            decision
            for decision in bid.decisions.all()
            if decision.made_at < instant and decision.outcome != Decision.Outcome.RATIFIED
        ]
        withdrawn = bid.withdrawn_at is not None and bid.withdrawn_at < instant
        outcome = "Withdrawn" if withdrawn else str(decisions[-1]) if decisions else "Not decided"
        tally[outcome] = tally.get(outcome, 0) + 1
    return dict(sorted(tally.items(), key=lambda pair: (-pair[1], pair[0])))


def bids_by_stage(since: date | None, as_of: date) -> dict[str, int]:
    """Count the bids made in a period by their stage at the end of the day `as_of`."""
    instant, made = clock.as_of(as_of), read_made(SEEN, since, as_of)
    outcomes = [
        {
            decision.outcome
            for decision in bid.decisions.all()
            if decision.made_at < instant and decision.outcome in CONCLUDING
        }
        for bid in made
    ]
    placed = {bid.pk for _, bid in read_in_place(SEEN, since, as_of)}
    return {
        "Bids made": len(made),
        "Decided": sum(map(bool, outcomes)),
        "Supported or adopted": sum(
            bool(outcome - {Decision.Outcome.DECLINED}) for outcome in outcomes
        ),
        "Resource in place": sum(bid.pk in placed for bid in made),
    }


bids_made = Measure(
    "bids_made", "Bids made", "bids", "bid",
    "Bids that units of the organisation made in the period.", _rows_of(_bids),
    series=series_of(_bids),
)  # fmt: skip
bids_declined = Measure(
    "bids_declined", "Bids declined", "bids", "bid",
    "Bids of units of the organisation that a board declined in the period.", _rows_of(_declined),
    series=series_of(_declined),
)  # fmt: skip
bid_to_decision = Measure(
    "bid_to_decision", "From bid to decision (median)", "days", "day",
    "Bids of units of the organisation that were decided in the period: the median days from the "
    "bid to that decision.",
    _rows_of(_with_days(_to_decision)), value=middle,
    series=series_of(_with_days(_to_decision), middle),
)  # fmt: skip
bid_to_in_place = Measure(
    "bid_to_in_place", "From bid to resource in place (median)", "days", "day",
    "Bids of units of the organisation whose resource was put in place in the period: the median "
    "days from the bid to that.",
    _rows_of(_with_days(_to_in_place)), value=middle,
    series=series_of(_with_days(_to_in_place), middle),
)  # fmt: skip
bids_decided_in_time = Measure(
    "bids_decided_in_time", f"Bids decided within {DECIDE_WITHIN} days", "bids", "bid",
    "Bids of units of the organisation that were decided in the period: how many within "
    f"{DECIDE_WITHIN} days of the bid.",
    _rows_of(_decided_in_time), value=how_many_meet, of=("bids", "bid"),
    series=series_of(_decided_in_time, how_many_meet, has_numerator=True),
)  # fmt: skip
never_asked = Measure(
    "never_asked", "Forces that never asked", "forces", "force",
    "Police forces with a team here that made no bid in the period, counted from every bid.",
    _never_asked, is_open=True,
    undated="It counts the forces that have a team here today, so it is the same for an earlier "
    "day only if no team was opened or closed since.",
)  # fmt: skip

FIGURES: list[Measure] = [
    bids_made,
    bids_declined,
    bid_to_decision,
    bids_decided_in_time,
    bid_to_in_place,
    never_asked,
]
