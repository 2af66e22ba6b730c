"""Count the actions of plans that were due, and those that were complete on time."""

from datetime import date, datetime
from typing import Any

from django.db.models import Count, F, Q, QuerySet
from django.db.models.functions import TruncDate

from broadhurst.capabilities.plans.models import Action
from broadhurst.capabilities.plans.queries.actions import seen_actions
from broadhurst.foundation import clock
from broadhurst.foundation.access.prepared_query import prepared_query, within
from broadhurst.foundation.database.arrays import Numbers
from broadhurst.foundation.database.months import in_months


@prepared_query
def due_by_p(
    since: date | None,
    until: date,
    before: datetime,
    agencies: list[int] | None,
    dossiers: Numbers | None,
) -> QuerySet[Any, Any]:
    """Count the due actions by P and organisation, and those that were complete on time."""
    due = _within(agencies, dossiers).filter(due_on__lte=until)
    due = due.filter(due_on__gte=since) if since is not None else due
    return _with_counts(asked_by(before, due).order_by(), "p", "asking_unit__agency")


@prepared_query
def due_by_month(
    first: date,
    end: date,
    begins: list[date],
    ends: list[datetime],
    agencies: list[int] | None,
    dossiers: Numbers | None,
) -> QuerySet[Any, Any]:
    """Count the actions that were due in each month by its end, by P and month."""
    rows = in_months(_within(agencies, dossiers), "due_on", first, end, begins, ends)
    return _with_counts(asked_by(F("until"), rows), "p", "month")


def _within(agencies: list[int] | None, dossiers: Numbers | None) -> QuerySet[Action]:
    """Return the actions that the organisations asked for, from the reader's dossiers."""
    rows = within(seen_actions(), "asking_unit__agency", agencies)
    return within(rows, "dossier", dossiers)


def asked_by(instant: datetime | F, actions: QuerySet[Any]) -> QuerySet[Any]:
    """Leave out the actions that were asked for later, and those that were cancelled by then."""
    asked_before = actions.filter(asked_at__lt=instant)
    return asked_before.exclude(stage=Action.Stage.CANCELLED, closed_at__lt=instant)


def _with_counts(due: QuerySet[Any], *groups: str) -> QuerySet[Any, Any]:
    """Count actions by some fields, and those that were complete on time."""
    closed_on = TruncDate("closed_at", tzinfo=clock.LONDON)
    on_time = Q(stage=Action.Stage.COMPLETE, closed_on__lte=F("due_on"))
    rows: QuerySet[Any, Any] = due.annotate(closed_on=closed_on).values_list(*groups)
    counted: QuerySet[Any, Any] = rows.annotate(
        many=Count("pk"), numerator=Count("pk", filter=on_time)
    )
    return counted
