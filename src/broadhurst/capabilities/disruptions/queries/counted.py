"""Count disruptions as they counted at the end of a day, whatever happened to them since."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import partial
from typing import Any

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Count, F, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Cast, ExtractMonth, ExtractYear

from broadhurst.capabilities.disruptions.models import (
    Disruption,
    DisruptionPolicy,
    Grade,
    Step,
    Support,
)
from broadhurst.capabilities.plans.models import P
from broadhurst.capabilities.register.models import ThreatType
from broadhurst.foundation import clock
from broadhurst.foundation.access.prepared_query import AnyOf, PreparedQuery, prepared_query
from broadhurst.foundation.access.reach import within_reach, written_reach
from broadhurst.foundation.database.ahead import Ask
from broadhurst.foundation.database.arrays import Numbers

# After each of these, a disruption counts at the grade of the step, or no longer.
DECISIVE = (Step.Verb.ACCEPTED, Step.Verb.REGRADED, Step.Verb.WITHDRAWN)


def counted(since: date | None, as_of: date) -> QuerySet[Any]:
    """Return the disruptions of a period with `grade_then`, their grade at the end of `as_of`.

    A period is from `since`, if given, to `as_of`, by the day of the disruption. Only steps kept
    by then decide. The facts never change once accepted, so a later day gives the same answer.
    """
    return within_reach(_counted(since or date.min, as_of, clock.as_of(as_of)))


def _counted(since: date, until: date, before: datetime) -> QuerySet[Any]:
    """Return the disruptions of a period that had a grade just before an instant."""
    return graded_before(since, until, before).filter(grade_then__gt="")


def graded_before(since: date, until: date, before: datetime) -> QuerySet[Any]:
    """Return all disruptions of a period with their grade just before an instant, if any."""
    rows = with_grade(Disruption.objects.all(), before)
    return rows.filter(happened_on__gte=since, happened_on__lte=until)


def with_grade(rows: QuerySet[Disruption], before: datetime | OuterRef) -> QuerySet[Any]:
    """Return disruptions with their grade just before an instant, if any, as `grade_then`."""
    steps = Step.objects.filter(disruption=OuterRef("pk"), verb__in=DECISIVE, at__lt=before)
    graded: QuerySet[Any] = rows.annotate(
        grade_then=Subquery(steps.order_by("-at", "-pk").values("grade")[:1])
    )
    return graded


@dataclass(frozen=True)
class Counting:
    """A statement that counts the disruptions of a period, written once.

    The same is written for a reader of few dossiers, which PostgreSQL looks up first.
    """

    of_all: PreparedQuery[[date, date, datetime], Any]
    of_few: PreparedQuery[[date, date, datetime, Numbers], Any]

    def __call__(self, since: date | None, as_of: date, until: date | None = None) -> list[Any]:
        """Return the counts at the end of a day, of disruptions until then or an earlier day."""
        few, period = written_reach(), _period(since, as_of, until)
        return self.of_all(*period) if few is None else self.of_few(*period, few)

    def ask(self, since: date | None, as_of: date, until: date | None = None) -> Ask:
        """Return the statement and its values, to send it ahead."""
        few, period = written_reach(), _period(since, as_of, until)
        return self.of_all.ask(*period) if few is None else self.of_few.ask(*period, few)


def _period(since: date | None, as_of: date, until: date | None) -> tuple[date, date, datetime]:
    return since or date.min, until or as_of, clock.as_of(as_of)


def counting(
    count: Callable[[QuerySet[Any]], QuerySet[Any, Any]],
    of: Callable[[date, date, datetime], QuerySet[Any]] = _counted,
) -> Counting:
    """Write the statement for a function that counts the rows of `counted`."""

    def of_all(since: date, until: date, before: datetime) -> QuerySet[Any, Any]:
        return count(of(since, until, before))

    def of_few(since: date, until: date, before: datetime, dossiers: Numbers) -> QuerySet[Any, Any]:
        rows = of(since, until, before)
        of_dossiers: QuerySet[Any] = rows.filter(AnyOf(F("dossier"), dossiers))
        return count(of_dossiers)

    return Counting(prepared_query(of_all), prepared_query(of_few))


def month_number() -> Any:
    """Return the month of a disruption in SQL, as the number of months since the year 0."""
    number = ExtractYear("happened_on") * 12 + ExtractMonth("happened_on") - 1
    return Cast(number, IntegerField())  # PostgreSQL extracts decimals


@partial(counting, of=graded_before)
def _groups(rows: QuerySet[Any]) -> QuerySet[Any, Any]:
    """Count by grade and each way to divide the ledger, also those without a grade.

    PostgreSQL would look each grade up twice to leave them out. Each group lists the month of each
    disruption. To group by month too would give many more groups.
    """
    columns = (
        "grade_then", "p", "policy", "kind", "lead__name",
        "counted_under__region__name", "counted_under__threat_types",
    )  # fmt: skip
    groups = rows.order_by().values_list(*columns)
    counts: QuerySet[Any, Any] = groups.annotate(months=ArrayAgg(month_number()), many=Count("pk"))
    return counts


@counting
def _supports(rows: QuerySet[Any]) -> QuerySet[Any, Any]:
    """Count the disruptions that each organisation supported."""
    supports = Support.objects.filter(disruption__in=rows.values("pk")).order_by()
    return supports.values_list("agency__name").annotate(many=Count("pk"))


@prepared_query
def _policies() -> QuerySet[DisruptionPolicy]:
    return DisruptionPolicy.objects.all()


@dataclass
class Line:
    """A line of the ledger: how many disruptions of each grade."""

    label: str
    grades: dict[str, int] = field(default_factory=lambda: dict.fromkeys(map(str, Grade), 0))

    @property
    def total(self) -> int:
        return sum(self.grades.values())


@dataclass(frozen=True)
class Part:
    """A table of the ledger: its title, the heading of its first column, and its lines."""

    title: str
    heading: str
    lines: list[Line]


@dataclass(frozen=True)
class Ledger:
    """The disruptions of a period at the end of a day: in total, and divided in several ways.

    `months` has each grade with its number of disruptions by `month_number`. `supported` is how
    many disruptions each organisation supported. It is never added to the rest.
    """

    since: date | None
    as_of: date
    total: Line
    months: Mapping[str, Counter[int]]
    parts: list[Part]
    supported: list[tuple[str, int]]


def asks_of_ledger(since: date | None, as_of: date) -> list[Ask]:
    """Return the statements of a ledger, to send them ahead together."""
    return [_groups.ask(since, as_of), _supports.ask(since, as_of), _policies.ask()]


def ledger(since: date | None, as_of: date) -> Ledger:
    """Count the disruptions that the reader can see, by grade and each way to divide them."""
    groups = [group for group in _groups(since, as_of) if group[0]]
    labels = {policy.pk: policy for policy in _policies()}
    total, by_grade = Line("All"), {str(grade): Counter[int]() for grade in Grade}
    for grade, *_rest, months, number in groups:
        total.grades[grade] += number
        by_grade[grade].update(months)
    parts = [
        Part("By P", "P", _lines(groups, lambda row: [P(row[1]).label])),
        Part("By type", "Type", _lines(groups, lambda row: [labels[row[2]].label_of(row[3])])),
        Part("By lead organisation", "Organisation", _lines(groups, lambda row: [row[4]])),
        Part("By region", "Region", _lines(groups, lambda row: [row[5] or "No region"])),
        Part("By threat type", "Threat type", _lines(groups, _threats)),
    ]
    supported = sorted(_supports(since, as_of), key=lambda row: (-row[1], row[0]))
    return Ledger(since, as_of, total, by_grade, parts, supported)


def _threats(row: Sequence[Any]) -> list[str]:
    return [ThreatType(threat).label for threat in row[6] or ()]


def _lines(
    groups: Iterable[Sequence[Any]], labels: Callable[[Sequence[Any]], list[str]]
) -> list[Line]:
    """Add up groups by their labels, the largest total first.

    A group has its grade first and its number of disruptions last.
    """
    lines: dict[str, Line] = {}
    for row in groups:
        for label in labels(row):
            lines.setdefault(label, Line(label)).grades[row[0]] += row[-1]
    return sorted(lines.values(), key=lambda line: (-line.total, line.label))
