"""Prepare a query set that depends on the call. PostgreSQL plans it once for all readers."""

import re
from datetime import date, datetime
from typing import Any, TypeVar

from django.core.exceptions import EmptyResultSet
from django.db import DEFAULT_DB_ALIAS
from django.db.models import QuerySet, prefetch_related_objects

from broadhurst.foundation.access.prepared_query import PLACES, answered, literal
from broadhurst.foundation.database.arrays import Numbers
from broadhurst.foundation.database.prepared import send

Found = TypeVar("Found")
VARYING = {date: "date", datetime: "timestamptz", Numbers: "bigint[]"}
MOST_IN_INTEGER = 2**31  # PostgreSQL has functions of `integer` that do not take `bigint`


def rows_of(rows: QuerySet[Any, Found]) -> list[Found]:
    """Return the rows of a query set that Django writes on each call, as a prepared statement.

    Numbers, dates and times are parameters, and all other values are part of the statement. So use
    it where these are few: with a text that somebody typed, it would be another statement.
    """
    compiler = rows.query.get_compiler(DEFAULT_DB_ALIAS)
    try:
        written, values = compiler.as_sql()
    except EmptyResultSet:
        return []
    parameters: list[Any] = []
    remaining = iter(values)

    def place(match: re.Match[str]) -> str:
        return "%%" if match[0] == "%%" else _place(next(remaining), parameters)

    sent = send(PLACES.sub(place, written), parameters)
    found = list(answered(rows, compiler, sent))
    prefetch_related_objects(found, *vars(rows)["_prefetch_related_lookups"])
    return found


def _place(value: object, parameters: list[Any]) -> str:
    """Return the place of a value, which becomes a parameter if it has a plain type."""
    if isinstance(value, int) and not isinstance(value, bool):
        parameters.append(int(value))
        return "(%s::integer)" if abs(value) < MOST_IN_INTEGER else "(%s::bigint)"
    if name := VARYING.get(type(value)):
        parameters.append(value)
        return f"(%s::{name})"
    return literal(value)
