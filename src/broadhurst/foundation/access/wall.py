"""The wall: who is asking, told to PostgreSQL for the length of one transaction.

Row-level security decides (access/migrations). What the wall hides is not there: it cannot be
counted, joined or guessed at, and a page that forgets a filter shows nothing.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper

from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor

SETTINGS = ("broadhurst.principals", "broadhurst.now", "broadhurst.elevated")


@contextmanager
def seen_as(actor: Actor | None) -> Iterator[None]:
    """See what this actor may see, and nothing else; nobody sees nothing."""
    with _wall(actor.principals if actor else (), elevated=""):
        yield


@contextmanager
def elevated(why: str) -> Iterator[None]:
    """See past the wall: for the matcher, the jobs and the seal alone (a test says where).

    `why` is kept by PostgreSQL for the length of the block and belongs in the event recorded.
    """
    if not why:
        raise ValueError("To see past the wall, say why.")
    with _wall((), elevated=why):
        yield


@contextmanager
def _wall(principals: Sequence[int], *, elevated: str) -> Iterator[None]:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT " + ", ".join(f"current_setting('{name}', true)" for name in SETTINGS)
        )
        before = cursor.fetchone()
        array = "{" + ",".join(map(str, principals)) + "}"
        _tell(cursor, (array, clock.now().isoformat(), elevated))
        yield
        # On the way out of a refusal the savepoint that is rolled back puts the settings back.
        _tell(cursor, tuple(value or "" for value in before))


def _tell(cursor: CursorWrapper, values: tuple[str, ...]) -> None:
    cursor.execute(
        "SELECT " + ", ".join("set_config(%s, %s, true)" for _ in SETTINGS),
        [part for pair in zip(SETTINGS, values, strict=True) for part in pair],
    )
