"""Start a query from the few dossiers that the actor can see.

A policy is applied to each row that a query looks at, so a query that looks through a whole table
takes its time also for an actor who sees little of it. An index finds the actor's dossiers first.
This is no protection: row-level security is applied to the rows that are found, as to all others.
"""

from collections.abc import Iterable
from typing import Any, TypeVar

from django.db import connection
from django.db.models import Model, QuerySet
from django.db.models.expressions import RawSQL

from broadhurst.foundation.access.one_pass import read_once

MOST = 5_000
Row = TypeVar("Row", bound=Model)


@read_once
def reach() -> tuple[int, ...] | None:
    """Return the ids of the dossiers that the actor can see, or None if there are more than MOST.

    None also in an elevated block, which sees all.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT wall_reach(%s)", [MOST])
        [ids] = cursor.fetchone()
    return None if ids is None else tuple(ids)


def within_reach(rows: QuerySet[Row], dossier: str = "dossier") -> QuerySet[Row]:
    """Let PostgreSQL find rows from the actor's dossiers, if these are few.

    `dossier` is the path from a row to its dossier. The same rows come, but faster.
    """
    few = _written_reach()
    return rows if few is None else rows.filter(**{f"{dossier}__in": _unnested(few)})


def listed_ids(ids: Iterable[int]) -> Any:
    """Return ids for `pk__in=`, as one parameter, however many there are."""
    return _unnested(_written(ids))


@read_once
def _written_reach() -> str | None:
    ids = reach()
    return None if ids is None else _written(ids)


def _written(ids: Iterable[int]) -> str:
    """Return ids as the text of an array: psycopg takes longer to write a list of numbers."""
    return "{" + ",".join(map(str, ids)) + "}"


def _unnested(ids: str) -> Any:
    return RawSQL("SELECT unnest(%s::bigint[])", [ids])
