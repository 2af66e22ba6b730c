"""Lists are paged by key, never by offset: the hundredth page costs what the first did."""

from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.db.models import Model, Q, QuerySet
from django.http import QueryDict

from broadhurst.foundation.doors.cursors import Place, opened, sealed

Row = TypeVar("Row", bound=Model)
SIZE = 25


@dataclass(frozen=True)
class Page(Generic[Row]):
    """Some rows in order, and the cursor of the next page if there is one."""

    rows: list[Row]
    next: str | None
    is_first: bool


def page_by_key(rows: QuerySet[Row], query: QueryDict, *, by: str, size: int = SIZE) -> Page[Row]:
    """One page of rows ordered by a field (`-` for downwards), then by primary key.

    `after` in the query string is the cursor of the page before; what is no cursor of this list
    starts it from the top. The row that a cursor stands for may have gone meanwhile.
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
    shown = list(ordered[: size + 1])
    cursor = None
    if len(shown) > size:
        end = shown[size - 1]
        cursor = sealed(Place(end.pk, field.value_to_string(end)), this_list)
    return Page(shown[:size], cursor, is_first=last is None)
