"""Lists are paged by key, never by offset: the hundredth page costs what the first did."""

from dataclasses import dataclass
from typing import Generic, TypeVar

from django.db.models import Model, Q, QuerySet
from django.http import QueryDict

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

    `after` in the query string is the primary key of the last row seen; a row that has gone or
    that may not be seen starts again from the top.
    """
    down, field = by.startswith("-"), by.lstrip("-")
    ordered = rows.order_by(by, "-pk" if down else "pk")
    after = query.get("after", "")
    last = (
        rows.filter(pk=int(after)).values_list(field, flat=True).first()
        if after.isdigit()
        else None
    )
    if last is not None:
        way = "lt" if down else "gt"
        ordered = ordered.filter(
            Q(**{f"{field}__{way}": last}) | Q(**{field: last, f"pk__{way}": int(after)})
        )
    shown = list(ordered[: size + 1])
    cursor = str(shown[size - 1].pk) if len(shown) > size else None
    return Page(shown[:size], cursor, is_first=last is None)
