"""Start a query from the few dossiers that the actor can see.

A policy is applied to each row that a query looks at, so a query that looks through a whole table
takes its time also for an actor who sees little of it. An index finds the actor's dossiers first.
It protects nothing: row-level security is applied to the rows that are found, as to all others.
"""

from collections.abc import Iterable
from typing import Any, TypeVar

from django.db.models import Model, QuerySet
from django.db.models.expressions import RawSQL

from broadhurst.foundation.access.one_pass import read_once
from broadhurst.foundation.database.ahead import Ask
from broadhurst.foundation.database.arrays import Numbers, array
from broadhurst.foundation.database.prepared import send

MOST = 5_000
Row = TypeVar("Row", bound=Model)


@read_once
def reach() -> tuple[int, ...] | None:
    """Return the ids of the dossiers that the actor can see, or None if there are more than MOST.

    It is None in an elevated block too, because that sees all.
    """
    [ids] = send(*ask_reach()).row()
    return None if ids is None else tuple(ids)


def ask_reach() -> Ask:
    """Return the statement that finds the dossiers, to send it ahead."""
    return "SELECT wall_reach(%s::integer)", [MOST]


def within_reach(rows: QuerySet[Row], dossier: str = "dossier") -> QuerySet[Row]:
    """Let PostgreSQL find rows from the actor's dossiers, if these are few.

    `dossier` is the path from a row to its dossier. The query finds the same rows, but faster.
    """
    few = written_reach()
    return rows if few is None else rows.filter(**{f"{dossier}__in": _unnested(few)})


def listed_ids(ids: Iterable[int]) -> Any:
    """Return ids for `pk__in=`, as one parameter, however many there are."""
    return _unnested(array(ids))


@read_once
def written_reach() -> Numbers | None:
    """Return the same ids for a prepared query."""
    ids = reach()
    return None if ids is None else array(ids)


def _unnested(ids: str) -> Any:
    # As the text of an array: psycopg takes longer to write a list of numbers.
    return RawSQL("SELECT unnest(%s::bigint[])", [ids])
