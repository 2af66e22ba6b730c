"""Keyset pagination. Every page costs the same, because there is no offset."""

from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.core.exceptions import FieldDoesNotExist
from django.db.models import F, Model, Q, QuerySet
from django.http import QueryDict

from broadhurst.foundation.doors.cursors import Place, opened, sealed

Row = TypeVar("Row", bound=Model)
SIZE = 25
SORTED_BY = "sorted_by"  # the attribute of a row with the value that the list is sorted by
HAS_VALUE, HAS_NONE = "=", ""  # how the text of a place begins


@dataclass(frozen=True)
class Page(Generic[Row]):
    """The rows of one page, and the cursor of the next page if there is one."""

    rows: list[Row]
    next: str | None
    is_first: bool


def page_by_key(
    rows: QuerySet[Row], query: QueryDict, *, by: str, size: int = SIZE, in_two_steps: bool = False
) -> Page[Row]:
    """Return one page of rows, ordered by a value (`-` for descending), then by primary key.

    `by` is a field, a path to one (`ocg__name`) or an annotation of the rows. Rows without a value
    come last in both directions.

    `after` in the query string is the cursor from the previous page. An invalid cursor gives the
    first page. The row that a cursor points to may have been deleted; that does no harm.

    `in_two_steps` finds the keys of the page first, and its rows with one more query. Otherwise
    PostgreSQL would work out some annotations of every row of a long list, and Django takes 50
    microseconds for each column of a query that has an order.
    """
    down, path = by.startswith("-"), by.lstrip("-")
    this_list = f"{rows.model._meta.label_lower} {by}"
    keyed = rows.annotate(**{SORTED_BY: F(path)})
    value_field: Any = keyed.query.annotations[SORTED_BY].output_field
    has_gaps = may_be_empty(rows, path)
    last = opened(query.get("after", ""), this_list)
    if last:
        keyed = keyed.filter(_behind(last, value_field, down=down, has_gaps=has_gaps))
    ordered = sorted_rows(keyed, SORTED_BY, down=down, has_gaps=has_gaps)[: size + 1]
    fetched = _in_two_steps(ordered, rows) if in_two_steps else list(ordered)
    cursor = None
    if len(fetched) > size:
        end: Any = fetched[size - 1]
        cursor = sealed(Place(end.pk, _as_text(value_field, end.sorted_by)), this_list)
    return Page(fetched[:size], cursor, is_first=last is None)


def _in_two_steps(ordered: QuerySet[Row], rows: QuerySet[Row]) -> list[Row]:
    values = dict(ordered.values_list("pk", SORTED_BY))
    by_key: dict[Any, Any] = {row.pk: row for row in rows.filter(pk__in=values).order_by()}
    for key, row in by_key.items():
        row.sorted_by = values[key]
    return [by_key[key] for key in values if key in by_key]


def in_order(rows: QuerySet[Row], by: str) -> QuerySet[Row]:
    """Return the rows in the order in which `page_by_key` gives their pages."""
    path = by.lstrip("-")
    return sorted_rows(rows, path, down=by.startswith("-"), has_gaps=may_be_empty(rows, path))


def sorted_rows(rows: QuerySet[Row], name: str, *, down: bool, has_gaps: bool) -> QuerySet[Row]:
    """Return rows in order. NULLS LAST is written only where needed: it can rule out an index."""
    last = True if has_gaps else None
    value = F(name).desc(nulls_last=last) if down else F(name).asc(nulls_last=last)
    return rows.order_by(value, "-pk" if down else "pk")


def may_be_empty(rows: QuerySet[Row], path: str) -> bool:
    """Return whether a row may have no value at the end of a path."""
    model: Any = rows.model
    for name in path.split("__"):
        if name in rows.query.annotations:
            return True
        try:
            field = model._meta.pk if name == "pk" else model._meta.get_field(name)
        except FieldDoesNotExist:
            return True
        if getattr(field, "null", True):
            return True
        model = field.related_model
    return False


def _behind(last: Place, field: Any, *, down: bool, has_gaps: bool) -> Q:
    """Filter for the rows that come after a place."""
    way = "lt" if down else "gt"
    if last.value == HAS_NONE:
        return Q(**{f"{SORTED_BY}__isnull": True, f"pk__{way}": last.key})
    value = field.to_python(last.value.removeprefix(HAS_VALUE))
    behind = Q(**{f"{SORTED_BY}__{way}": value}) | Q(**{SORTED_BY: value, f"pk__{way}": last.key})
    return behind | Q(**{f"{SORTED_BY}__isnull": True}) if has_gaps else behind


def _as_text(field: Any, value: Any) -> str:
    """Return the text of a value, as `field.to_python` reads it."""
    if value is None:
        return HAS_NONE
    return HAS_VALUE + (value.isoformat() if hasattr(value, "isoformat") else str(value))
