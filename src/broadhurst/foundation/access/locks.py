"""Taking the lock that a command decides on, and looking again once it is held."""

from typing import TypeVar

from django.db.models import Model, QuerySet

from broadhurst.foundation.workflow import Refused

Row = TypeVar("Row", bound=Model)


def lock(rows: QuerySet[Row], row: Row) -> Row:
    """The row as it is now, locked until the transaction ends; `rows` says what comes with it.

    Raises Refused if it is not there for the actor any more. Whoever held the lock before may
    have ended the actor's sight of it, so the wall is asked again: the statement that waited saw
    the wall as it stood before.
    """
    take(rows.model, row.pk)
    now = rows.filter(pk=row.pk).first()
    if now is None:
        noun = rows.model._meta.verbose_name
        raise Refused([f"This {noun} is no longer yours to see. Nothing of yours was saved."])
    return now


def take(model: type[Model], key: int) -> None:
    """Lock a row, if the actor may see it: for a row whose lock goes before that of another.

    It keeps out whoever else takes this lock, and not whoever writes a row that only points here:
    two who each wait for the other's pointer would be stopped as a deadlock.
    """
    rows = model._default_manager.select_for_update(no_key=True)
    rows.filter(pk=key).order_by("pk").first()
