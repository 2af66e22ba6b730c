"""Write many rows with references that no other row has.

References are random. Of 30,000 new ones, a few are taken in a full register. The rows that have
them may be hidden from the actor, so only the database can say so.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeVar

from django.db import IntegrityError, connection, transaction
from django.db.models import Model

from broadhurst.capabilities.register.models import Ocg
from broadhurst.foundation.audit.record import About
from broadhurst.foundation.doors.references import new_references

Row = TypeVar("Row")
Made = TypeVar("Made")
WRITTEN_AT_ONCE = 1_000
TRIES = 10
TAKEN = "_ref_key"  # ends the names of the constraints


def numbered(
    prefix: str,
    rows: Sequence[Row],
    write: Callable[[Sequence[Row], Sequence[str]], Sequence[Made]],
) -> list[Made]:
    """Write rows in batches, and return what was made. A batch with a taken reference gets others.

    `write` makes the rows of a batch with these references, and does nothing that a savepoint
    cannot undo.
    """
    made: list[Made] = []
    for at in range(0, len(rows), WRITTEN_AT_ONCE):
        made += _batch(prefix, rows[at : at + WRITTEN_AT_ONCE], write)
    return made


def _batch(
    prefix: str,
    rows: Sequence[Row],
    write: Callable[[Sequence[Row], Sequence[str]], Sequence[Made]],
) -> Sequence[Made]:
    for left in reversed(range(TRIES)):
        refs: set[str] = set()
        while len(refs) < len(rows):
            refs.update(new_references(prefix, len(rows) - len(refs)))
        try:
            with transaction.atomic():
                return write(rows, sorted(refs))
        except IntegrityError as error:
            if not (left and _is_taken(error)):
                raise
    return []


def _is_taken(error: IntegrityError) -> bool:
    """Return whether a write failed because a reference is taken, and for no other reason."""
    diagnosis = getattr(error.__cause__, "diag", None)
    return str(getattr(diagnosis, "constraint_name", "")).endswith(TAKEN)


def create(rows: Sequence[Model]) -> None:
    """Write rows of one model in batches. They are counted again when their number doubles."""
    for at in range(0, len(rows), WRITTEN_AT_ONCE):
        batch = rows[at : at + WRITTEN_AT_ONCE]
        type(batch[0])._default_manager.bulk_create(batch)
        batches = at // WRITTEN_AT_ONCE + 1
        if len(rows) > WRITTEN_AT_ONCE and batches & (batches - 1) == 0:
            count_rows()


def count_rows() -> None:
    """Let PostgreSQL count the rows written so far, so that it reads each by an index."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT ocg_imports_count()")


def count_checked_rows() -> None:
    """Let PostgreSQL count the rows that checks wrote so far, so that it reads each by an index."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT ocg_imports_count_checked()")


def abouts(about: Iterable[tuple[Ocg, dict[str, object]]]) -> Iterator[list[About]]:
    """Yield what events say about many OCGs, some at a time, as their own commands would."""
    each = [About(ocg.ref, [], detail, ocg.dossier) for ocg, detail in about]
    for at in range(0, len(each), WRITTEN_AT_ONCE):
        yield each[at : at + WRITTEN_AT_ONCE]
