"""Count the records of several months in one query, for a trend."""

from typing import Any, TypeVar

from django.db.models import DateTimeField, F, Func, IntegerField, Model, QuerySet

Row = TypeVar("Row", bound=Model)


def in_months(
    rows: QuerySet[Row], column: str, first: Any, end: Any, month_starts: Any, month_ends: Any
) -> QuerySet[Any]:
    """Return the rows whose day or instant in a column is from `first` until before `end`.

    `month_starts` has the beginning of each month, and `month_ends` the first instant that its
    figures leave out. Each row gets the number of its month, from 0, as `month`, and that end as
    `until`. The instants are parameters of a prepared query.
    """
    inside = rows.filter(**{f"{column}__gte": first, f"{column}__lt": end})
    begun: QuerySet[Any] = inside.order_by().annotate(month=bucket(column, month_starts) - 1)
    ended: QuerySet[Any] = begun.annotate(until=_at(month_ends, F("month")))
    return ended


def bucket(value: Any, bounds: Any) -> Func:
    """Count in PostgreSQL how many days or instants of an array, in order, are not after a value.

    The array is a parameter of a prepared query.
    """
    return Func(value, bounds, function="width_bucket", output_field=IntegerField())


def _at(listed: Any, number: F) -> Func:
    """Return the instant of this number in an array, from 0."""
    # Arrays of PostgreSQL count from 1.
    return Func(
        listed, number + 1, template="((%(expressions)s])", arg_joiner=")[",
        output_field=DateTimeField(),
    )  # fmt: skip
