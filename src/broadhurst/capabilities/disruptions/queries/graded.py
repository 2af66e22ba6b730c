"""Count disruptions by organisation or by month, at the grade that they had then."""

from datetime import date, datetime
from typing import Any

from django.db.models import Count, OuterRef, QuerySet

from broadhurst.capabilities.disruptions.models import Disruption
from broadhurst.capabilities.disruptions.queries.counted import with_grade
from broadhurst.foundation.access.prepared_query import prepared_query, within
from broadhurst.foundation.database.arrays import Numbers
from broadhurst.foundation.database.months import in_months


@prepared_query
def groups(
    since: date,
    until: date,
    before: datetime,
    agencies: list[int] | None,
    dossiers: Numbers | None,
) -> QuerySet[Disruption, Any]:
    """Count the disruptions of a period by lead organisation, grade and P."""
    rows = _within(agencies, dossiers).filter(happened_on__gte=since, happened_on__lte=until)
    graded = with_grade(rows, before).filter(grade_then__gt="").order_by()
    counts: QuerySet[Any, Any] = graded.values_list("lead", "grade_then", "p").annotate(Count("pk"))
    return counts


@prepared_query
def groups_of_months(
    first: date,
    end: date,
    begins: list[date],
    ends: list[datetime],
    agencies: list[int] | None,
    dossiers: Numbers | None,
) -> QuerySet[Disruption, Any]:
    """Count the disruptions of each month, at the grade of its end, by month, grade and P."""
    rows = in_months(_within(agencies, dossiers), "happened_on", first, end, begins, ends)
    graded = with_grade(rows, OuterRef("until")).filter(grade_then__gt="")
    counts: QuerySet[Any, Any] = graded.values_list("month", "grade_then", "p").annotate(
        Count("pk")
    )
    return counts


def _within(agencies: list[int] | None, dossiers: Numbers | None) -> QuerySet[Disruption]:
    return within(within(Disruption.objects.all(), "lead", agencies), "dossier", dossiers)
