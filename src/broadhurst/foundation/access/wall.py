"""The wall: who is asking, told to PostgreSQL for the length of one transaction.

Row-level security decides (access/migrations). What the wall hides is not there: it cannot be
counted, joined or guessed at, and a page that forgets a filter shows nothing.
"""

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager

from django.db import transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from psycopg.pq import TransactionStatus

from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.statements import connected, send

SETTINGS = ("broadhurst.principals", "broadhurst.now", "broadhurst.elevated")
Said = tuple[str, str, str]
Standing = AbstractContextManager[None]


def tell(*what: str) -> str:
    """What a SELECT tells PostgreSQL of each of the settings, until the transaction ends."""
    return ", ".join(
        f"set_config('{name}', {one}, true)" for name, one in zip(SETTINGS, what, strict=True)
    )


TELL = f"SELECT {tell('%s', '%s', '%s')}"
NOBODY: Said = ("", "", "")
TOLD = "broadhurst_told"  # of a connection: what PostgreSQL was told last, for this transaction


def seen_as(actor: Actor | None) -> Standing:
    """See what this actor may see, and nothing else; nobody sees nothing."""
    return _wall(actor.principals if actor else (), elevated="")


def seen_as_to_the_end(actor: Actor | None, told: Said | None = None) -> Standing:
    """As `seen_as`, where the transaction ends with the block: nothing needs to be put back.

    `told` is what PostgreSQL was told by the statement that found the actor: it is not told again.
    PostgreSQL forgets what it was told when the transaction ends, so the next one on the same
    connection begins as nobody. Within a transaction that goes on it is put back all the same.
    """
    ours = connected()
    ends = ours.in_atomic_block and not ours.savepoint_ids
    return _wall(actor.principals if actor else (), elevated="", ends=ends, told=told)


def elevated(why: str) -> Standing:
    """See past the wall: for the matcher, the jobs and the seal alone (a test says where).

    `why` is kept by PostgreSQL for the length of the block and belongs in the event recorded.
    """
    if not why:
        raise ValueError("To see past the wall, say why.")
    return _wall((), elevated=why)


def _wall(
    principals: Sequence[int], *, elevated: str, ends: bool = False, told: Said | None = None
) -> Standing:
    """Tell PostgreSQL who asks, and afterwards who asked before; nothing if that is the same."""
    ours = connected()
    if not ours.in_atomic_block:
        return _in_a_transaction(ours, principals, elevated)
    before = getattr(ours, TOLD, NOBODY)
    return _told(ours, principals, elevated, before, ends=ends, already=told or before)


@contextmanager
def _in_a_transaction(
    ours: BaseDatabaseWrapper, principals: Sequence[int], elevated: str
) -> Iterator[None]:
    with (
        transaction.atomic(),
        _told(ours, principals, elevated, NOBODY, ends=True, already=NOBODY),
    ):
        yield


@contextmanager
def _told(
    ours: BaseDatabaseWrapper,
    principals: Sequence[int],
    elevated: str,
    before: Said,
    *,
    ends: bool,
    already: Said,
) -> Iterator[None]:
    array = "{" + ",".join(map(str, principals)) + "}"
    now = (array, clock.now().isoformat(), elevated)
    if now != already:
        send(TELL, now)
    setattr(ours, TOLD, now)
    try:
        yield
    finally:
        setattr(ours, TOLD, before)
        # In a transaction that failed nothing can be told, and nothing be read, until it is rolled
        # back to a savepoint; one set before this block puts the settings back.
        if now != before and not ends and not _has_failed(ours):
            send(TELL, before)


def _has_failed(ours: BaseDatabaseWrapper) -> bool:
    if ours.connection is None or ours.needs_rollback:
        return True
    # While statements are sent together nobody knows yet: what is told then is told after them, or
    # not at all if one of them failed.
    failed = (TransactionStatus.INERROR, TransactionStatus.UNKNOWN)
    return ours.connection.info.transaction_status in failed
