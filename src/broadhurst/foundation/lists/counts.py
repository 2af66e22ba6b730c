"""Find and count the rows of each tab, in one query."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import BooleanField, Case, Q, When

from broadhurst.foundation.access.reach import listed_ids
from broadhurst.foundation.lists.declared import ALL, Rows

MOST = 1000


def find_keys(rows: Rows, parts: Mapping[str, Q], *, is_short: bool) -> dict[str, list[int]] | None:
    """Return the keys of all rows that the reader may see, and of those in each part of the list.

    None if there are more than MOST. Whether a row is in a part is found in the same query if the
    list `is_short`, and otherwise with one more, once it is known that the rows are few.
    """
    keys = rows.order_by()
    if not is_short and parts:
        keys_found = list(keys.values_list("pk", flat=True)[: MOST + 1])
        if len(keys_found) > MOST:
            return None
        keys = keys.filter(pk__in=listed_ids(keys_found))
    in_part = [
        Case(When(where, then=True), default=False, output_field=BooleanField())
        for where in parts.values()
    ]
    keys_found = list(keys.values_list("pk", *in_part)[: MOST + 1])
    if len(keys_found) > MOST:
        return None
    keys_of = {ALL: [key for key, *_ in keys_found]}
    for place, name in enumerate(parts, start=1):
        keys_of[name] = [row[0] for row in keys_found if row[place]]
    return keys_of


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
