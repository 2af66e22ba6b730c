"""Count disruptions as they counted at the end of a day, whatever happened to them since."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Count, OuterRef, QuerySet, Subquery

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
from broadhurst.foundation.access.reach import within_reach

# After each of these, a disruption counts at the grade of the step, or no longer.
DECISIVE = (Step.Verb.ACCEPTED, Step.Verb.REGRADED, Step.Verb.WITHDRAWN)


def counted(since: date | None, as_of: date) -> QuerySet[Any]:
    """Return the disruptions of a period with `grade_then`, their grade at the end of `as_of`.

    A period is from `since`, if given, to `as_of`, by the day of the disruption. Only steps kept
    by then decide. The facts never change once accepted, so a later day gives the same answer.
    """
    steps = Step.objects.filter(
        disruption=OuterRef("pk"), verb__in=DECISIVE, at__lt=clock.as_of(as_of)
    ).order_by("-at", "-pk")
    rows = Disruption.objects.annotate(grade_then=Subquery(steps.values("grade")[:1])).filter(
        grade_then__gt="", happened_on__lte=as_of
    )
    return within_reach(rows.filter(happened_on__gte=since) if since else rows)


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

    `supported` is how many disruptions each organisation supported. It is never added to the rest.
    """

    since: date | None
    as_of: date
    total: Line
    parts: list[Part]
    supported: list[tuple[str, int]]


def ledger(since: date | None, as_of: date) -> Ledger:
    """Count the disruptions that the reader can see, by grade and each way to divide them."""
    rows = counted(since, as_of)
    groups = list(
        rows.order_by()
        .values_list(
            "grade_then", "p", "policy", "kind", "lead__name",
            "counted_under__region__name", "counted_under__threat_types",
        )
        .annotate(Count("pk"))
    )  # fmt: skip
    labels = {policy.pk: policy for policy in DisruptionPolicy.objects.all()}
    total = Line("All")
    for grade, *_rest, many in groups:
        total.grades[grade] += many
    parts = [
        Part("By P", "P", _lines(groups, lambda row: [P(row[1]).label])),
        Part("By type", "Type", _lines(groups, lambda row: [labels[row[2]].label_of(row[3])])),
        Part("By lead organisation", "Organisation", _lines(groups, lambda row: [row[4]])),
        Part("By region", "Region", _lines(groups, lambda row: [row[5] or "No region"])),
        Part("By threat type", "Threat type", _lines(groups, _threats)),
    ]
    return Ledger(since, as_of, total, parts, _supported(rows))


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


def _supported(rows: QuerySet[Any]) -> list[tuple[str, int]]:
    supports = Support.objects.filter(disruption__in=rows.values("pk")).order_by()
    by_agency = supports.values_list("agency__name").annotate(many=Count("pk"))
    return sorted(by_agency, key=lambda row: (-row[1], row[0]))
