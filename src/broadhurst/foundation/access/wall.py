"""The wall: who is asking, told to PostgreSQL for the length of one transaction.

Row-level security decides (access/migrations). What the wall hides is not there: it cannot be
counted, joined or guessed at, and a page that forgets a filter shows nothing.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from django.db import connection, transaction
from psycopg.pq import TransactionStatus

from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.statements import send

SETTINGS = ("broadhurst.principals", "broadhurst.now", "broadhurst.elevated")
Said = tuple[str, str, str]


def tell(*what: str) -> str:
    """What a SELECT tells PostgreSQL of each of the settings, until the transaction ends."""
    return ", ".join(
        f"set_config('{name}', {one}, true)" for name, one in zip(SETTINGS, what, strict=True)
    )


TELL = f"SELECT {tell('%s', '%s', '%s')}"
NOBODY: Said = ("", "", "")
TOLD = "broadhurst_told"  # of a connection: what PostgreSQL was told last, for this transaction


@contextmanager
def seen_as(actor: Actor | None) -> Iterator[None]:
    """See what this actor may see, and nothing else; nobody sees nothing."""
    with _wall(actor.principals if actor else (), elevated=""):
        yield


@contextmanager
def seen_as_to_the_end(actor: Actor | None, told: Said | None = None) -> Iterator[None]:
    """As `seen_as`, where the transaction ends with the block: nothing needs to be put back.

    `told` is what PostgreSQL was told by the statement that found the actor: it is not told again.
    PostgreSQL forgets what it was told when the transaction ends, so the next one on the same
    connection begins as nobody. Within a transaction that goes on it is put back all the same.
    """
    ends = connection.in_atomic_block and not connection.savepoint_ids
    with _wall(actor.principals if actor else (), elevated="", ends=ends, told=told):
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
def _wall(
    principals: Sequence[int], *, elevated: str, ends: bool = False, told: Said | None = None
) -> Iterator[None]:
    """Tell PostgreSQL who asks, and afterwards who asked before; nothing if that is the same."""
    if not connection.in_atomic_block:
        with (
            transaction.atomic(),
            _told(principals, elevated, NOBODY, ends=True, already=NOBODY),
        ):
            yield
        return
    before = getattr(connection, TOLD, NOBODY)
    with _told(principals, elevated, before, ends=ends, already=told or before):
        yield


@contextmanager
def _told(
    principals: Sequence[int], elevated: str, before: Said, *, ends: bool, already: Said
) -> Iterator[None]:
    array = "{" + ",".join(map(str, principals)) + "}"
    now = (array, clock.now().isoformat(), elevated)
    if now != already:
        _tell(now)
    setattr(connection, TOLD, now)
    try:
        yield
    finally:
        setattr(connection, TOLD, before)
        # In a transaction that failed nothing can be told, and nothing be read, until it is rolled
        # back to a savepoint; one set before this block puts the settings back.
        if now != before and not ends and not _has_failed():
            _tell(before)


def _has_failed() -> bool:
    open_one = connection.connection
    if open_one is None or connection.needs_rollback:
        return True
    # While statements are sent together nobody knows yet: what is told then is told after them, or
    # not at all if one of them failed.
    failed = (TransactionStatus.INERROR, TransactionStatus.UNKNOWN)
    return open_one.info.transaction_status in failed


def _tell(said: Said) -> None:
    send(TELL, said)
