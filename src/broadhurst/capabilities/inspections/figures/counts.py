"""Figures of findings by both statuses."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from django.db.models import Count, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from broadhurst.capabilities.inspections.models import Addressee, OurStatus
from broadhurst.capabilities.inspections.queries.acts import counted
from broadhurst.capabilities.inspections.rules.findings import ANSWERED_KINDS
from broadhurst.capabilities.inspections.rules.statuses import (
    CLOSED_BY_THEM,
    ENDED_BY_US,
    FIRST,
    words,
)
from broadhurst.foundation import clock
from broadhurst.foundation.access.one_pass import read_once
from broadhurst.foundation.access.prepared_query import prepared_query, sent_ahead, within
from broadhurst.foundation.doors.routes import record_address
from broadhurst.foundation.figure import (
    SEEN,
    Measure,
    Part,
    Period,
    Record,
    Row,
    Scope,
    Tally,
)
from broadhurst.foundation.govuk.words import first_capital

# As in the list of findings: the newest report first, then its findings in order.
ORDER = (
    "-finding__report__published_on", "-finding__report", "finding__number", "finding",
    "agency__kind", "agency__name",
)  # fmt: skip
EACH = "A finding counts once for each organisation that it addresses."


def _with_statuses(as_of: date) -> QuerySet[Any]:
    """Return what was asked at the end of a day, with both statuses (`ours` and `theirs`).

    PostgreSQL finds the last row of each by an index, as `statuses` does in the order of the rows.
    """
    return _asked_on(as_of, clock.end_of(as_of))


def _asked_on(day: date, end: datetime) -> QuerySet[Any]:
    same = {"finding": OuterRef("finding"), "agency": OuterRef("agency")}
    own_statuses = OurStatus.objects.filter(**same, set_at__lt=end)
    acts = counted().filter(**same, acted_on__lte=day).exclude(status="")
    own_latest = own_statuses.order_by("-set_at", "-pk").values("status")[:1]
    acts_latest = acts.order_by("-acted_on", "-pk").values("status")[:1]
    asked = Addressee.objects.filter(
        finding__kind__in=ANSWERED_KINDS,
        finding__withdrawn_at=None,
        finding__report__published_on__lte=day,
    )
    addressed: QuerySet[Any] = asked.annotate(
        ours=Coalesce(Subquery(own_latest), Value(FIRST)),
        theirs=Coalesce(Subquery(acts_latest), Value("")),
    )
    return addressed


class Asked(NamedTuple):
    """How many findings with these two statuses ask something of an organisation."""

    agency: int
    ours: str
    theirs: str
    findings: int


@read_once
def _asked_by_status(scope: Scope, as_of: date) -> list[Asked]:
    """Count what was asked at the end of a day by organisation and statuses, in one statement."""
    return [Asked(*row) for row in _by_status(as_of, clock.end_of(as_of), scope.ids)]


@prepared_query
def _by_status(day: date, end: datetime, agencies: list[int] | None) -> QuerySet[Any, Any]:
    addressees = within(_asked_on(day, end), "agency", agencies)
    counted: QuerySet[Any, Any] = (
        addressees.order_by().values_list("agency", "ours", "theirs").annotate(Count("pk"))
    )
    return counted


def _counts_of(
    is_counted: Callable[[Asked], bool],
) -> Callable[[Scope, date | None, date], dict[int, Part]]:
    def by_agency(scope: Scope, since: date | None, as_of: date) -> dict[int, Part]:
        totals: Counter[int] = Counter()
        for group in _asked_by_status(scope, as_of):
            if is_counted(group):
                totals[group.agency] += group.findings
        return {agency: Part(count, count) for agency, count in totals.items()}

    return by_agency


class Past(NamedTuple):
    """A finding for an organisation, and each of its statuses until a day, the oldest first."""

    published_on: date
    ours: list[tuple[datetime, str]]
    theirs: list[tuple[date, str]]


@read_once
def _past(scope: Scope, last: date) -> list[Past]:
    """Return the statuses of all that was asked until a day, in three statements."""
    end, agencies = clock.end_of(last), scope.ids
    asks = [
        _published.ask(last, end, agencies), _ours.ask(end, agencies), _theirs.ask(last, agencies)
    ]  # fmt: skip
    with sent_ahead(asks):
        rows = _published(last, end, agencies)
        history = {(finding, agency): Past(on, [], []) for finding, agency, on in rows}
        for finding, agency, at, status in _ours(end, agencies):
            if past := history.get((finding, agency)):
                past.ours.append((at, status))
        for finding, agency, on, status in _theirs(last, agencies):
            if past := history.get((finding, agency)):
                past.theirs.append((on, status))
    return list(history.values())


@prepared_query
def _published(last: date, end: datetime, agencies: list[int] | None) -> QuerySet[Any, Any]:
    addressees = within(_asked_on(last, end), "agency", agencies).order_by()
    return addressees.values_list("finding", "agency", "finding__report__published_on")


@prepared_query
def _ours(end: datetime, agencies: list[int] | None) -> QuerySet[Any, Any]:
    statuses = within(OurStatus.objects.filter(set_at__lt=end), "agency", agencies)
    return statuses.order_by("set_at", "pk").values_list("finding", "agency", "set_at", "status")


@prepared_query
def _theirs(last: date, agencies: list[int] | None) -> QuerySet[Any, Any]:
    acts = within(counted().filter(acted_on__lte=last), "agency", agencies).exclude(status="")
    return acts.order_by("acted_on", "pk").values_list("finding", "agency", "acted_on", "status")


@read_once
def _numbers(scope: Scope, last: date, as_of: date) -> Counter[tuple[str, str]]:
    """Count what was asked at the end of a day until `last`, by both statuses."""
    end, numbers = clock.end_of(as_of), Counter[tuple[str, str]]()
    for published_on, ours, theirs in _past(scope, last):
        if published_on > as_of:
            continue
        own_status = FIRST
        for at, status in ours:
            if at >= end:
                break
            own_status = status
        inspectorate = ""
        for on, status in theirs:
            if on > as_of:
                break
            inspectorate = status
        numbers[own_status, inspectorate] += 1
    return numbers


def _over_time(
    is_counted: Callable[[Asked], bool],
) -> Callable[[Scope, Sequence[Period]], list[Tally]]:
    """Return a function that counts on several days, with one reading of the statuses."""

    def series(scope: Scope, periods: Sequence[Period]) -> list[Tally]:
        last = max(as_of for _, as_of in periods)
        tallies = []
        for _, as_of in periods:
            numbers = _numbers(scope, last, as_of).items()
            number = sum(n for statuses, n in numbers if is_counted(Asked(0, *statuses, n)))
            tallies.append(Tally(number, number))
        return tallies

    return series


def _is_open(group: Asked) -> bool:
    return group.ours not in ENDED_BY_US


def _is_not_complete(group: Asked) -> bool:
    return group.theirs not in CLOSED_BY_THEM


def _rows(addressees: QuerySet[Any], scope: Scope) -> list[Row]:
    rows = addressees.filter(**scope.only("agency")).select_related("finding", "agency")
    return [
        Row(
            Record(
                row.finding.key,
                f"{row.finding} for {row.agency.short_name}",
                record_address("inspections:finding", row.finding.key),
            ),
            frozenset({row.agency_id}),
            key=f"{row.finding_id} {row.agency_id}",
        )
        for row in rows.order_by(*ORDER)
    ]


def _not_closed(scope: Scope, since: date | None, as_of: date) -> list[Row]:
    """Return rows for findings that an organisation had not ended."""
    return _rows(_with_statuses(as_of).exclude(ours__in=ENDED_BY_US), scope)


def _not_complete(scope: Scope, since: date | None, as_of: date) -> list[Row]:
    """Return rows for findings that the inspectorate had not closed."""
    return _rows(_with_statuses(as_of).exclude(theirs__in=CLOSED_BY_THEM), scope)


findings_not_closed = Measure(
    "findings_not_closed", "Findings that the organisation has not closed", "findings", "finding",
    "Findings that the organisation had not closed by the end of the day, marked as superseded or "
    f"decided to take no action on. {EACH}",
    _not_closed, is_open=True, is_of_a_period=False,
    by_agency=_counts_of(_is_open), series=_over_time(_is_open),
)  # fmt: skip
findings_not_complete = Measure(
    "findings_not_complete", "Findings not closed by the inspectorate", "findings", "finding",
    f"Findings that the inspectorate had not closed by the end of the day. {EACH}",
    _not_complete, is_open=True, is_of_a_period=False,
    by_agency=_counts_of(_is_not_complete), series=_over_time(_is_not_complete),
)  # fmt: skip


def findings_by_our_status(as_of: date) -> dict[str, int]:
    """Count findings by the organisations' own status, once for each addressee."""
    return _tally((words(group.ours), group.findings) for group in _asked_by_status(SEEN, as_of))


def findings_by_inspectorate_status(as_of: date) -> dict[str, int]:
    """Count findings by the inspectorate's status, once for each organisation asked."""
    return _tally(
        (words(group.theirs) or "no act recorded", group.findings)
        for group in _asked_by_status(SEEN, as_of)
    )


def _tally(counts: Iterable[tuple[str, int]]) -> dict[str, int]:
    tally: Counter[str] = Counter()
    for label, number in counts:
        tally[label] += number
    return {first_capital(label): tally[label] for label in sorted(tally)}


FIGURES: list[Measure] = [findings_not_closed, findings_not_complete]
