"""Figures of disruptions, each with the records behind it.

A disruption counts once, for its lead organisation, at the grade it had at the end of the day.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta
from functools import partial
from typing import Any

from django.db.models import Count, QuerySet

from broadhurst.capabilities.disruptions.models import Disruption, Grade, Step, Support
from broadhurst.capabilities.disruptions.queries.counted import (
    Ledger,
    counted,
    counting,
    graded_before,
    month_number,
)
from broadhurst.capabilities.disruptions.queries.graded import groups, groups_of_months
from broadhurst.capabilities.plans.models import P
from broadhurst.foundation import clock
from broadhurst.foundation.access.one_pass import read_once
from broadhurst.foundation.access.reach import within_reach, written_reach
from broadhurst.foundation.chart import LineChart, Series
from broadhurst.foundation.database.ahead import Ask
from broadhurst.foundation.doors.routes import record_address
from broadhurst.foundation.figure import SEEN, Measure, Part, Record, Row, Scope, Span, Tally
from broadhurst.foundation.govuk.words import day, first_capital, in_sentence

ONCE = (
    "It counts once, for its lead organisation, by the day it happened and at the grade that a "
    "moderator had given it by the end of the last day."
)
MONTHS = 24


def _led(scope: Scope, since: date | None, as_of: date) -> QuerySet[Any]:
    return counted(since, as_of).filter(**scope.only("lead"))


@read_once
def _all_led(scope: Scope, since: date | None, as_of: date) -> list[Any]:
    return list(_led(scope, since, as_of).select_related("ocg", "action", "policy", "lead"))


@read_once
def _counts(scope: Scope, since: date | None, as_of: date) -> list[tuple[int, str, str, int]]:
    """Count by lead organisation, grade and P."""
    begun, before = since or date.min, clock.as_of(as_of)
    return groups(begun, as_of, before, scope.ids, written_reach())


@read_once
def _counts_by_month(scope: Scope, months: tuple[Span, ...]) -> list[tuple[int, str, str, int]]:
    """Count what `_counts` counts by month, by the number of the month instead of the lead."""
    return groups_of_months(*clock.bounds_of_days(months), scope.ids, written_reach())


def _row(row: Any) -> Row:
    grade = in_sentence(Grade(row.grade_then).label)
    text = f"{row.kind_label}, {row.about}, {grade}, {day(row.happened_on)}"
    return Row(_record(row, text), frozenset({row.lead_id}))


def _record(disruption: Disruption, text: str) -> Record:
    return Record(disruption.ref, text, record_address("disruptions:disruption", disruption.ref))


def _measure(name: str, title: str, subject: str, grade: str = "", p: str = "") -> Measure:
    """Return the figure of one grade, of one P, or of all."""

    def rows(scope: Scope, since: date | None, as_of: date) -> list[Row]:
        return [
            _row(row)
            for row in _all_led(scope, since, as_of)
            if grade in ("", row.grade_then) and p in ("", row.p)
        ]

    def added(counts: Iterable[tuple[int, str, str, int]]) -> dict[int, Part]:
        totals: Counter[int] = Counter()
        for key, its_grade, its_p, count in counts:
            if grade in ("", its_grade) and p in ("", its_p):
                totals[key] += count
        return {key: Part(count, count) for key, count in totals.items()}

    def by_agency(scope: Scope, since: date | None, as_of: date) -> dict[int, Part]:
        return added(_counts(scope, since, as_of))

    def months(scope: Scope, spans: Sequence[Span]) -> dict[int, Part]:
        return added(_counts_by_month(scope, tuple(spans)))

    method = f"{subject} that a moderator accepted. {ONCE}"
    return Measure(
        name, title, "disruptions", "disruption", method, rows, by_agency=by_agency, months=months
    )


def _with_support(scope: Scope, since: date | None, as_of: date) -> QuerySet[Any]:
    supports = Support.objects.filter(**scope.only("agency")).values("disruption")
    return counted(since, as_of).filter(pk__in=supports)


def _supported(scope: Scope, since: date | None, as_of: date) -> list[Row]:
    rows = _with_support(scope, since, as_of).select_related("ocg", "action", "policy")
    return [
        Row(
            _record(row, f"{row.kind_label}, {row.about}, {day(row.happened_on)}"),
            frozenset(support.agency_id for support in row.supports.all()),
        )
        for row in rows.prefetch_related("supports")
    ]


def _undecided(scope: Scope, since: date | None, as_of: date) -> QuerySet[Disruption]:
    """Return the claims that no moderator had decided by the end of the day."""
    instant = clock.as_of(as_of)
    ends = (Step.Verb.ACCEPTED, Step.Verb.NOT_ACCEPTED, Step.Verb.WITHDRAWN)
    decided = Step.objects.filter(verb__in=ends, at__lt=instant)
    rows = Disruption.objects.filter(claimed_at__lt=instant, **scope.only("lead"))
    return within_reach(rows.exclude(pk__in=decided.values("disruption")))


def _waiting(scope: Scope, since: date | None, as_of: date) -> list[Row]:
    rows = _undecided(scope, since, as_of).select_related("ocg", "action", "policy")
    return [
        Row(
            _record(row, f"{row.kind_label}, {row.about}, claimed on {day(row.claimed_at)}"),
            frozenset({row.lead_id}),
        )
        for row in rows
    ]


def _tally(
    rows: Callable[[Scope, date | None, date], QuerySet[Any]],
) -> Callable[[Scope, date | None, date], Tally]:
    def tally(scope: Scope, since: date | None, as_of: date) -> Tally:
        number = rows(scope, since, as_of).count()
        return Tally(number, number)

    return tally


def accepted_by_month(as_of: date, known: Ledger | None = None) -> LineChart:
    """Return the disruptions of each of the last 24 months, by grade, as counted at `as_of`.

    `known` is a ledger at the end of the same day. Only the days before its period are counted.
    """
    numbers = _numbers(as_of)
    counts = {grade: Counter(known.months[grade] if known else ()) for grade in Grade}
    for days in _days_before(as_of, known.since if known else as_of + timedelta(days=1)):
        for number, grade, number_accepted in _months(*days):
            if grade:
                counts[grade][number] += number_accepted
    return LineChart(
        name="disruptions",
        title="Disruptions by month",
        note=f"{first_capital(SEEN.name)}, {MONTHS} months to the end of {day(as_of)}, at the "
        "grade they had then. The last months may grow as moderators decide.",
        heading="Month",
        labels=[f"{_first_day(number):%b %Y}" for number in numbers],
        series=[
            Series(grade.label, [counts[grade][number] for number in numbers]) for grade in Grade
        ],
    )


def asks_of_months(as_of: date, since: date | None) -> list[Ask]:
    """Return the statement that the chart reads beside a ledger from `since`, to send it ahead."""
    return [_months.ask(*days) for days in _days_before(as_of, since)]


def _days_before(as_of: date, since: date | None) -> list[tuple[date, date, date]]:
    """Return the days of the chart before a period, if any: the first, `as_of` and the last."""
    first = _first_day(_numbers(as_of)[0])
    return [(first, as_of, since - timedelta(days=1))] if since and since > first else []


def _numbers(as_of: date) -> range:
    """Return the months of the chart, each as `month_number`."""
    end = as_of.year * 12 + as_of.month
    return range(end - MONTHS, end)


def _first_day(number: int) -> date:
    year, month = divmod(number, 12)
    return date(year, month + 1, 1)


@partial(counting, of=graded_before)
def _months(rows: QuerySet[Any]) -> QuerySet[Any, Any]:
    """Count by month and grade, also those without a grade: each grade is looked up once."""
    months = rows.annotate(month=month_number()).order_by()
    counts: QuerySet[Any, Any] = months.values_list("month", "grade_then").annotate(Count("pk"))
    return counts


disruptions = _measure("disruptions", "Disruptions", "Disruptions")
disruptions_supported = Measure(
    "disruptions_supported", "Disruptions supported", "disruptions", "disruption",
    "Accepted disruptions that the organisation supported and another led. Never add it to the "
    "disruptions that it led: each of these counts for its lead organisation already.",
    _supported, tally=_tally(_with_support),
)  # fmt: skip
disruptions_to_moderate = Measure(
    "disruptions_to_moderate", "Disruptions claimed and not decided", "disruptions", "disruption",
    "Claims with the organisation in the lead that no moderator had accepted or refused by the end "
    "of the day. Withdrawn claims are left out.",
    _waiting, is_of_a_period=False, tally=_tally(_undecided),
)  # fmt: skip

FIGURES: list[Measure] = [
    disruptions,
    *(
        _measure(
            f"disruptions_{grade.value}",
            f"{grade.label} disruptions",
            f"{grade.label} disruptions",
            grade=grade.value,
        )
        for grade in Grade
    ),
    *(
        _measure(
            f"disruptions_{p.value}",
            f"{p.label} disruptions",
            f"Disruptions under {p.label}",
            p=p.value,
        )
        for p in P
    ),
    disruptions_supported,
    disruptions_to_moderate,
]
