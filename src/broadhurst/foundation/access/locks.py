"""Lock rows, and read them again once the lock is held."""

from functools import cache
from typing import TypeVar

from django.db.models import Model, QuerySet

from broadhurst.foundation.database.prepared import send
from broadhurst.foundation.workflow import Refused

Row = TypeVar("Row", bound=Model)


def lock(rows: QuerySet[Row], row: Row) -> Row:
    """Lock a row until the transaction ends, and return its current state from `rows`.

    Raises Refused if the actor can no longer see the row. The transaction that held the lock before
    may have ended the actor's access. So the row is read by a second statement: the one that waited
    for the lock saw the grants from before.
    """
    take(rows.model, row.pk)
    # Unordered: Django takes longer to write an order than PostgreSQL to read one row.
    return still_seen(rows.model, next(iter(rows.filter(pk=row.pk).order_by()), None))


def still_seen(model: type[Row], row: Row | None) -> Row:
    """Return a row that was read under its lock. Raises Refused if the actor cannot see it now."""
    if row is None:
        raise Refused(
            [f"You can no longer see this {model._meta.verbose_name}. Nothing was saved."]
        )
    return row


def take(model: type[Model], key: int) -> None:
    """Lock a row, if the actor may see it, without reading it again.

    Use it for the first of several locks. It is FOR NO KEY UPDATE, so it does not block inserts of
    rows that refer to this one. With a stronger lock, two transactions that insert references to
    each other's rows would deadlock.
    """
    send(_locking(model), [key])


@cache
def _locking(model: type[Model]) -> str:
    """Return the statement that locks a row of a model."""
    table, pk = model._meta.db_table, model._meta.pk.column
    return f'SELECT FROM "{table}" WHERE "{pk}" = %s FOR NO KEY UPDATE'
