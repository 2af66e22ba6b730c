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


class Order(Generic[Row]):
    """The order of a list's pages: by a value, then by primary key.

    `by` is a field, a path to one (`ocg__name`) or an annotation of the rows, `-` for descending.
    Rows without a value come last in both directions.
    """

    def __init__(self, rows: QuerySet[Row], by: str) -> None:
        path = by.lstrip("-")
        self.is_down, self.has_gaps = by.startswith("-"), may_be_empty(rows, path)
        self.list = f"{rows.model._meta.label_lower} {by}"
        keyed: Any = rows.annotate(**{SORTED_BY: F(path)})
        self.field: Any = keyed.query.annotations[SORTED_BY].output_field
        self.rows = sorted_rows(keyed, SORTED_BY, down=self.is_down, has_gaps=self.has_gaps)

    def begins_behind(self, query: QueryDict) -> Q | None:
        """Filter for the rows behind the cursor in a query string, or None without a valid one."""
        last = opened(query.get("after", ""), self.list)
        if last is None:
            return None
        return _behind(last, self.field, down=self.is_down, has_gaps=self.has_gaps)

    def cursor(self, key: int, value: Any) -> str:
        """Return the cursor of the page behind a row."""
        return sealed(Place(key, _as_text(self.field, value)), self.list)


def page_by_key(
    rows: QuerySet[Row], query: QueryDict, *, by: str, size: int = SIZE, in_two_steps: bool = False
) -> Page[Row]:
    """Return one page of rows in their order.

    `after` in the query string is the cursor from the previous page. An invalid cursor gives the
    first page. The row that a cursor points to may have been deleted; that does no harm.

    `in_two_steps` finds the keys of the page first, and its rows with one more query. Otherwise
    PostgreSQL would work out some annotations of every row of a long list, and Django takes 50
    microseconds for each column of a query that has an order.
    """
    order = Order(rows, by)
    behind = order.begins_behind(query)
    ordered = (order.rows.filter(behind) if behind else order.rows)[: size + 1]
    fetched: list[Any] = _in_two_steps(ordered, rows) if in_two_steps else list(ordered)
    end = fetched[size - 1] if len(fetched) > size else None
    cursor = order.cursor(end.pk, end.sorted_by) if end else None
    return Page(fetched[:size], cursor, is_first=behind is None)


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
