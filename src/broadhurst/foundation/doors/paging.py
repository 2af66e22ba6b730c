"""Keyset pagination. Every page costs the same, because there is no offset."""

from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.db.models import Model, Q, QuerySet
from django.http import QueryDict

from broadhurst.foundation.doors.cursors import Place, opened, sealed

Row = TypeVar("Row", bound=Model)
SIZE = 25


@dataclass(frozen=True)
class Page(Generic[Row]):
    """The rows of one page, and the cursor of the next page if there is one."""

    rows: list[Row]
    next: str | None
    is_first: bool


def page_by_key(rows: QuerySet[Row], query: QueryDict, *, by: str, size: int = SIZE) -> Page[Row]:
    """Return one page of rows, ordered by a field (`-` for descending), then by primary key.

    `after` in the query string is the cursor from the previous page. An invalid cursor gives the
    first page. The row that a cursor points to may have been deleted; that does no harm.
    """
    down, name = by.startswith("-"), by.lstrip("-")
    model = rows.model._meta
    field: Any = model.pk if name == "pk" else model.get_field(name)
    this_list = f"{model.label_lower} {by}"
    ordered = rows.order_by(by, "-pk" if down else "pk")
    last = opened(query.get("after", ""), this_list)
    if last:
        way, value = "lt" if down else "gt", field.to_python(last.value)
        ordered = ordered.filter(
            Q(**{f"{name}__{way}": value}) | Q(**{name: value, f"pk__{way}": last.key})
        )
    fetched = list(ordered[: size + 1])
    cursor = None
    if len(fetched) > size:
        end = fetched[size - 1]
        cursor = sealed(Place(end.pk, field.value_to_string(end)), this_list)
    return Page(fetched[:size], cursor, is_first=last is None)
