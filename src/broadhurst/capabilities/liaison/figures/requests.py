"""Figures of requests between SIO and LRO: answered in time, and how long it took."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from math import ceil
from typing import Any

from django.db.models import F, OuterRef, Q, QuerySet, Subquery

from broadhurst.capabilities.liaison.models import Request
from broadhurst.capabilities.liaison.queries.requests import requests
from broadhurst.capabilities.register.models import Lead, Ownership
from broadhurst.foundation import clock
from broadhurst.foundation.access.one_pass import read_once
from broadhurst.foundation.access.prepared_query import AnyOf, prepared_query, within
from broadhurst.foundation.access.reach import within_reach, written_reach
from broadhurst.foundation.database.arrays import Numbers
from broadhurst.foundation.database.prepared import send
from broadhurst.foundation.doors.routes import record_address
from broadhurst.foundation.figure import (
    FEW,
    Measure,
    Period,
    Record,
    Row,
    Scope,
    Tally,
    middle,
    middle_of,
    percentage,
    share,
)

# The requests that `_is_counted` lets through in each period, and those answered in time.
IN_PERIODS = """
SELECT p.number, count(*),
       count(*) FILTER (WHERE r.answered_at < p.until AND r.answered_at <= r.first_due_at)
FROM ({owned}) r
JOIN unnest(%(begins)s::timestamptz[], %(ends)s::timestamptz[])
     WITH ORDINALITY p(since, until, number)
  ON r.asked_at < p.until AND (p.since IS NULL OR r.first_due_at >= p.since)
 AND (r.answered_at < p.until
      OR (r.first_due_at < p.until AND (r.ended_at IS NULL OR r.ended_at >= p.until)))
GROUP BY p.number
"""


def _counted(scope: Scope, since: date | None, as_of: date) -> QuerySet[Any]:
    """Return the requests whose answer was due or came in a period.

    Requests withdrawn without an answer are left out. So are those whose answer is not yet due.
    """
    return _owned(scope).filter(_is_counted(since, as_of))


def _is_counted(since: date | None, as_of: date) -> Q:
    """Filter for requests whose answer was due or came in a period."""
    instant = clock.as_of(as_of)
    was_due = Q(first_due_at__lt=instant) & (Q(ended_at=None) | Q(ended_at__gte=instant))
    counted = Q(asked_at__lt=instant) & (Q(answered_at__lt=instant) | was_due)
    return counted & Q(first_due_at__gte=clock.midnight(since)) if since else counted


def _owned(scope: Scope) -> QuerySet[Any]:
    """Return the requests of a scope with `owner_id`, the owner when each was made."""
    owned = _with_owner().filter(**scope.only("owner_id"))
    if scope.is_of_organisations:
        # Only so that an index finds the OCGs that they ever owned. `owner_id` decides.
        ever = Ownership.objects.filter(**scope.only("agency"))
        owned = owned.filter(ocg__in=ever.values("ocg"))
    return within_reach(owned)


def _with_owner() -> QuerySet[Any]:
    asked_at = OuterRef("asked_at")
    owner = Ownership.objects.filter(
        Q(until_at=None) | Q(until_at__gt=asked_at), ocg=OuterRef("ocg"), from_at__lte=asked_at
    )
    return requests().annotate(owner_id=Subquery(owner.values("agency")[:1]))


@prepared_query
def _owned_by(agencies: list[int] | None, dossiers: Numbers | None) -> QuerySet[Any, Any]:
    """Select what `_owned` returns for a scope and a reader, as a part of a statement."""
    owned = within(_with_owner(), "owner_id", agencies)
    if agencies is not None:
        ever = Ownership.objects.filter(AnyOf(F("agency"), agencies))
        owned = owned.filter(ocg__in=ever.values("ocg"))
    owned = within(owned, "dossier", dossiers).order_by()
    return owned.values("asked_at", "first_due_at", "answered_at", "ended_at")


def _tally_of_requests(scope: Scope, since: date | None, as_of: date) -> Tally:
    [tally] = _over_time(scope, [(since, as_of)])
    return tally


def _over_time(scope: Scope, periods: Sequence[Period]) -> list[Tally]:
    """Count the requests of each period with one statement. A request can be in several periods."""
    statement, values = _owned_by.ask(scope.ids, written_reach())
    begins = [clock.midnight(since) if since else None for since, _ in periods]
    ends = [clock.as_of(as_of) for _, as_of in periods]
    parameters = {**dict(values), "begins": begins, "ends": ends}
    rows = send(IN_PERIODS.format(owned=statement), parameters).rows()
    counts = {number: (total, in_time) for number, total, in_time in rows}
    pairs = [counts.get(number, (0, 0)) for number in range(1, len(periods) + 1)]
    return [Tally(percentage(in_time, total), total, in_time) for total, in_time in pairs]


def _requests(scope: Scope, since: date | None, as_of: date) -> list[Row]:
    instant = clock.as_of(as_of)
    return [
        _request_row(request, _answer(request, instant))
        for request in _counted(scope, since, as_of)
    ]


def _request_row(request: Any, answer: str) -> Row:
    text = f"{request.get_kind_display()}: {answer}"
    record = Record(request.ref, text, record_address("liaison:request", request.ref))
    return Row(record, frozenset({request.owner_id}), value=int(answer == "answered in time"))


def _answer(request: Request, instant: datetime) -> str:
    if request.answered_at is None or request.answered_at >= instant:
        return "not answered"
    return "answered in time" if request.answered_at <= request.first_due_at else "answered late"


answered_in_time = Measure(
    "answered_in_time", "Requests between SIO and LRO answered in time", "per cent", "per cent",
    "Requests about OCGs that the organisation owned when they were made, and whose answer came or "
    "was due in the period: the share answered by its first deadline, whether or not more time was "
    "agreed. Requests withdrawn before an answer are left out.",
    _requests, value=share, of=("requests", "request"), tally=_tally_of_requests,
    series=_over_time,
)  # fmt: skip


@read_once
def _hours(scope: Scope, since: date | None, as_of: date) -> list[Row]:
    """Return the answered requests and the hours that the answer took, nights included."""
    answered = _counted(scope, since, as_of).filter(answered_at__lt=clock.as_of(as_of))
    return [_hours_row(request) for request in answered]


@read_once
def _hours_taken(scope: Scope, since: date | None, as_of: date) -> list[float]:
    """Return the hours that each answer took, without the requests."""
    answered = _counted(scope, since, as_of).filter(answered_at__lt=clock.as_of(as_of)).order_by()
    return [_hours_between(*both) for both in answered.values_list("asked_at", "answered_at")]


def _hours_between(asked_at: datetime, answered_at: datetime) -> float:
    return round((answered_at - asked_at).total_seconds() / 3600, 1)


def _tally_of_median(scope: Scope, since: date | None, as_of: date) -> Tally:
    hours = _hours_taken(scope, since, as_of)
    return Tally(middle_of(hours), len(hours))


def _tally_of_ninetieth(scope: Scope, since: date | None, as_of: date) -> Tally:
    hours = _hours_taken(scope, since, as_of)
    return Tally(ninetieth_of(hours), len(hours))


def _hours_row(request: Any) -> Row:
    hours = _hours_between(request.asked_at, request.answered_at)
    text = f"{request.get_kind_display()}: {hours:g} hours"
    record = Record(request.ref, text, record_address("liaison:request", request.ref))
    return Row(record, frozenset({request.owner_id}), value=hours)


def ninetieth(rows: Sequence[Row]) -> float | None:
    """Return the value that 9 of 10 records do not exceed (nearest rank), or None without any."""
    return ninetieth_of([row.value for row in rows])


def ninetieth_of(values: Sequence[float]) -> float | None:
    """Return the value that 9 of 10 values do not exceed (nearest rank), or None without any."""
    return sorted(values)[ceil(0.9 * len(values)) - 1] if values else None


@dataclass(frozen=True)
class Answers:
    """How the requests of a kind, or to a unit, were answered. Numbers only.

    `in_time` is a percentage. With fewer than 5 requests, there is none, and no hours either.
    """

    label: str
    many: int
    in_time: int | None
    median: float | None
    ninetieth: float | None


def answers_by(scope: Scope, since: date | None, as_of: date) -> dict[str, list[Answers]]:
    """Return how requests were answered, by kind of request and by the unit that was asked."""
    instant = clock.as_of(as_of)
    asked_lead = Lead.objects.filter(
        Q(until_at=None) | Q(until_at__gt=OuterRef("asked_at")),
        ocg=OuterRef("ocg"),
        role=OuterRef("asked_role"),
        from_at__lte=OuterRef("asked_at"),
    )
    rows = list(
        _counted(scope, since, as_of).annotate(unit=Subquery(asked_lead.values("unit__name")[:1]))
    )
    return {
        "kind": _grouped(rows, lambda request: request.get_kind_display(), instant),
        "unit": _grouped(rows, lambda request: request.unit or "No unit", instant),
    }


def _grouped(rows: list[Any], label: Callable[[Any], str], instant: datetime) -> list[Answers]:
    groups: dict[str, list[Any]] = {}
    for row in sorted(rows, key=label):
        groups.setdefault(label(row), []).append(row)
    return [_answers(name, group, instant) for name, group in groups.items()]


def _answers(label: str, rows: list[Any], instant: datetime) -> Answers:
    if len(rows) < FEW:
        return Answers(label, len(rows), None, None, None)
    in_time = sum(_answer(row, instant) == "answered in time" for row in rows)
    hours = [_hours_row(row) for row in rows if row.answered_at and row.answered_at < instant]
    return Answers(
        label, len(rows), percentage(in_time, len(rows)), middle(hours), ninetieth(hours)
    )


HOURS = (
    "Requests about OCGs that the organisation owned when they were made, and that were answered "
    "in the period: the hours from the request to the answer, with nights and weekends. "
)
hours_to_answer = Measure(
    "hours_to_answer", "Hours to answer a request between SIO and LRO (median)", "hours", "hour",
    f"{HOURS}The figure is the median.", _hours, value=middle, tally=_tally_of_median,
)  # fmt: skip
hours_to_answer_90 = Measure(
    "hours_to_answer_90", "Hours within which 9 of 10 requests were answered", "hours", "hour",
    f"{HOURS}The figure is the 90th percentile, by nearest rank.", _hours,
    value=ninetieth, tally=_tally_of_ninetieth,
)  # fmt: skip

FIGURES: list[Measure] = [answered_in_time, hours_to_answer, hours_to_answer_90]
