"""Count the rows of each tab, up to a limit, in one query."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection

from broadhurst.foundation.lists.declared import Rows

MOST = 1000


def count_each(parts: Mapping[str, Rows]) -> dict[str, int]:
    """Return how many rows each part of a list has for its reader: at most MOST + 1.

    One statement counts all parts, and each stops at the limit. It runs behind the wall like every
    query, so it counts what the reader may see.
    """
    selects: list[tuple[str, str]] = []
    parameters: list[Any] = []
    counted: dict[str, int] = {}
    for key, rows in parts.items():
        limited = rows.order_by().values("pk")[: MOST + 1]
        try:
            sql, values = limited.query.sql_with_params()
        except EmptyResultSet:
            counted[key] = 0
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
    """12, or “1,000+” past the limit."""
    return f"{MOST:,}+" if count > MOST else f"{count:,}"
