"""Find and count the rows of each tab, in one query."""

from collections.abc import Callable, Mapping
from itertools import compress
from typing import Any, NamedTuple

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import BooleanField, Case, Q, Value, When

from broadhurst.foundation.access.reach import listed_ids
from broadhurst.foundation.doors.paging import SORTED_BY, Order
from broadhurst.foundation.lists.declared import Rows

MOST = 1000


class FoundKey(NamedTuple):
    """A row that the reader may see: its key, the value it is sorted by, and the tabs it is in.

    `is_behind` says whether it comes behind the cursor of the page.
    """

    key: int
    sorted_by: Any
    is_behind: bool
    tabs: frozenset[str]


def find_keys(
    order: Order[Any],
    behind: Q | None,
    tabs: Mapping[str, Q],
    *,
    is_short: bool,
    fetched: Callable[[Rows], list[Any]],
) -> list[FoundKey] | None:
    """Return the keys of all rows that the reader may see, in order, with the tabs of each.

    None if there are more than MOST. The tabs of a row are found in the same query if the list
    `is_short`, and otherwise with one more, once it is known that the rows are few.
    """
    rows = order.rows
    if not is_short:
        keys = fetched(rows.order_by().values_list("pk", flat=True)[: MOST + 1])
        if len(keys) > MOST:
            return None
        rows = rows.filter(pk__in=listed_ids(keys))
    is_behind: Any = Value(value=True) if behind is None else _is(behind)
    found = fetched(
        rows.values_list("pk", SORTED_BY, is_behind, *map(_is, tabs.values()))[: MOST + 1]
    )
    if len(found) > MOST:
        return None
    return [
        FoundKey(key, value, is_behind, frozenset(compress(tabs, is_in)))
        for key, value, is_behind, *is_in in found
    ]


def _is(condition: Q) -> Case:
    return Case(When(condition, then=True), default=False, output_field=BooleanField())


def count_up_to_most(rows: Rows, parts: Mapping[str, Q]) -> dict[str, int]:
    """Return how many rows each part of a long list has for its reader: at most MOST + 1.

    One statement counts all parts, and each stops at the limit. It runs behind the wall like every
    query, so it counts what the reader may see.
    """
    selects: list[tuple[str, str]] = []
    parameters: list[Any] = []
    counted = dict.fromkeys(parts, 0)
    for key, where in parts.items():
        limited = rows.filter(where).order_by().values("pk")[: MOST + 1]
        try:
            sql, values = limited.query.sql_with_params()
        except EmptyResultSet:
            continue
        # The statement is Django's own, and its values are parameters.
        selects.append((key, f"(SELECT count(*) FROM ({sql}) AS part)"))  # noqa: S608
        parameters += values
    if selects:
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT {', '.join(sql for _, sql in selects)}", parameters)
            counted |= dict(zip((key for key, _ in selects), cursor.fetchone(), strict=True))
    return counted


def is_longer_than(rows: Rows, most: int) -> bool:
    """Return whether a list has more rows than this for its reader."""
    return rows.order_by().values("pk")[: most + 1].count() > most


def in_words(count: int) -> str:
    """Return a count as text, such as “12”, or “1,000+” above the limit."""
    return f"{MOST:,}+" if count > MOST else f"{count:,}"
