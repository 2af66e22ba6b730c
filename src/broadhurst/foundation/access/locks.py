"""Lock rows, and read them again once the lock is held."""

from typing import TypeVar

from django.db import connection
from django.db.models import Model, QuerySet
from psycopg import sql

from broadhurst.foundation.workflow import Refused

Row = TypeVar("Row", bound=Model)


def lock(rows: QuerySet[Row], row: Row) -> Row:
    """Lock a row until the transaction ends, and return its current state from `rows`.

    Raises Refused if the actor can no longer see the row. The transaction that held the lock before
    may have ended the actor's access. So the row is read by a second statement: the one that waited
    for the lock saw the grants from before.
    """
    take(rows.model, row.pk)
    now = rows.filter(pk=row.pk).first()
    if now is None:
        noun = rows.model._meta.verbose_name
        raise Refused([f"You can no longer see this {noun}. Nothing was saved."])
    return now


def take(model: type[Model], key: int) -> None:
    """Lock a row, if the actor may see it, without reading it again.

    Use it for the first of several locks. It is FOR NO KEY UPDATE, so it does not block inserts of
    rows that refer to this one. With a stronger lock, two transactions that insert references to
    each other's rows would deadlock.
    """
    pk = model._meta.pk
    # Written here: the ORM takes as long to write it as PostgreSQL takes to run it.
    statement = sql.SQL("SELECT FROM {} WHERE {} = %s FOR NO KEY UPDATE").format(
        sql.Identifier(model._meta.db_table), sql.Identifier(str(pk.column))
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, [key])
