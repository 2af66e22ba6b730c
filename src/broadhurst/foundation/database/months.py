"""Count the records of several months in one query, for a trend."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, TypeVar

from django.contrib.postgres.fields import ArrayField
from django.db.models import DateField, DateTimeField, F, Func, IntegerField, Model, QuerySet, Value

Row = TypeVar("Row", bound=Model)


def in_months(
    rows: QuerySet[Row], at: str, bounds: Sequence[date], ends: Sequence[datetime]
) -> QuerySet[Any]:
    """Return the rows whose `at`, a day or an instant, is between the first and the last bound.

    A month begins at each bound but the last, and `ends` has the first instant that its figures
    leave out. Each row gets the number of its month, from 0, as `month`, and that end as `until`.
    """
    field = DateTimeField() if isinstance(bounds[0], datetime) else DateField()
    month = bucket(at, bounds[:-1], field) - 1
    inside = rows.filter(**{f"{at}__gte": bounds[0], f"{at}__lt": bounds[-1]})
    found: QuerySet[Any] = inside.order_by().annotate(month=month)
    ended: QuerySet[Any] = found.annotate(until=_at(ends, F("month")))
    return ended


def bucket(value: Any, begins: Sequence[date], field: "DateField[Any, Any]") -> Func:
    """Count in PostgreSQL how many of these days or instants, in order, are not after a value."""
    listed = Value(list(begins), output_field=ArrayField(field))
    return Func(value, listed, function="width_bucket", output_field=IntegerField())


def _at(ends: Sequence[datetime], number: F) -> Func:
    """Return the instant of this number in a list, from 0."""
    listed = Value(list(ends), output_field=ArrayField(DateTimeField()))
    # Arrays of PostgreSQL count from 1.
    return Func(
        listed, number + 1, template="((%(expressions)s])", arg_joiner=")[",
        output_field=DateTimeField(),
    )  # fmt: skip
