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
    return _wall(actor.principals if actor else (), elevated="", to_the_end=True, told=told)


def elevated(why: str) -> Standing:
    """See past the wall: for the matcher, the jobs and the seal alone (a test says where).

    `why` is kept by PostgreSQL for the length of the block and belongs in the event recorded.
    """
    if not why:
        raise ValueError("To see past the wall, say why.")
    return _wall((), elevated=why)


@contextmanager
def _wall(
    principals: Sequence[int], *, elevated: str, to_the_end: bool = False, told: Said | None = None
) -> Iterator[None]:
    """Tell PostgreSQL who asks, and afterwards who asked before; nothing if that is the same."""
    ours = connected()
    if not ours.in_atomic_block:
        with transaction.atomic(), _Told(ours, principals, elevated, NOBODY, ends=True):
            yield
        return
    ends = to_the_end and not ours.savepoint_ids
    with _Told(ours, principals, elevated, getattr(ours, TOLD, NOBODY), ends=ends, already=told):
        yield


class _Told:
    """What PostgreSQL is told for the length of a block, on one connection."""

    def __init__(
        self, ours: BaseDatabaseWrapper, principals: Sequence[int], elevated: str, before: Said,
        *, ends: bool, already: Said | None = None,
    ) -> None:  # fmt: skip
        array = "{" + ",".join(map(str, principals)) + "}"
        self.ours, self.before, self.ends = ours, before, ends
        self.now = (array, clock.now().isoformat(), elevated)
        self.already = already or before

    def __enter__(self) -> None:
        if self.now != self.already:
            send(TELL, self.now)
        setattr(self.ours, TOLD, self.now)

    def __exit__(self, *_: object) -> None:
        setattr(self.ours, TOLD, self.before)
        # In a transaction that failed nothing can be told, and nothing be read, until it is rolled
        # back to a savepoint; one set before this block puts the settings back.
        if self.now != self.before and not self.ends and not _has_failed(self.ours):
            send(TELL, self.before)


def _has_failed(ours: BaseDatabaseWrapper) -> bool:
    if ours.connection is None or ours.needs_rollback:
        return True
    # While statements are sent together nobody knows yet: what is told then is told after them, or
    # not at all if one of them failed.
    failed = (TransactionStatus.INERROR, TransactionStatus.UNKNOWN)
    return ours.connection.info.transaction_status in failed
