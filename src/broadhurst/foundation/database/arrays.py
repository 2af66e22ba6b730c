"""Integers for a statement, as the text of a PostgreSQL array: psycopg takes longer with a list."""

from collections.abc import Iterable


class Numbers(str):
    """Integers, or nulls, as the text of a PostgreSQL array."""

    __slots__ = ()


def array(numbers: Iterable[int | None]) -> Numbers:
    """Return integers, or nulls, as the text of a PostgreSQL array."""
    listed = ",".join("NULL" if number is None else str(number) for number in numbers)
    return Numbers("{" + listed + "}")
