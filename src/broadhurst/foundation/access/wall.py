"""The wall: tell PostgreSQL which actor a transaction runs for.

Row-level security policies (access/migrations) read these settings. Queries return only the rows
that the actor may see, also in counts and joins. A page that forgets a filter leaks nothing.
"""

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager

from django.db import transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from psycopg.pq import TransactionStatus

from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.database.ahead import CURRENT
from broadhurst.foundation.database.prepared import connected, send

SETTINGS = ("broadhurst.principals", "broadhurst.now", "broadhurst.elevated")
RlsSettings = tuple[str, str, str]
Block = AbstractContextManager[None]


def rls_settings_sql(*values: str) -> str:
    """Return SQL for a SELECT that sets each of the settings until the transaction ends.

    `values` are SQL expressions, in the order of `SETTINGS`.
    """
    return ", ".join(
        f"set_config('{name}', {value}, true)" for name, value in zip(SETTINGS, values, strict=True)
    )


SET_SETTINGS = f"SELECT {rls_settings_sql('%s', '%s', '%s')}"
ANONYMOUS: RlsSettings = ("", "", "")


def current_settings() -> RlsSettings:
    """Return the row-level security settings of the current block."""
    settings: RlsSettings = getattr(connected(), CURRENT, ANONYMOUS)
    return settings


def as_actor(actor: Actor | None) -> Block:
    """Run a block as an actor: queries see only what the actor may see. None sees nothing."""
    return _wall(actor.principals if actor else (), elevated="")


def as_actor_until_commit(actor: Actor | None, sent: RlsSettings | None = None) -> Block:
    """Run a block as an actor, where the transaction ends with the block.

    PostgreSQL forgets the settings when the transaction ends, so this saves the statement that
    restores them. If the transaction goes on after the block, they are restored after all. `sent`
    are the settings that the statement which found the actor already set. They are not set again.
    """
    return _wall(actor.principals if actor else (), elevated="", until_commit=True, sent=sent)


def elevated(why: str) -> Block:
    """Run a block that sees all rows. Only for the matcher, the jobs and the seal.

    A test lists the modules that may call it. `why` is in the settings for the length of the block,
    and belongs in the audit event.
    """
    if not why:
        raise ValueError("Give a reason to see past the wall.")
    return _wall((), elevated=why)


@contextmanager
def _wall(
    principals: Sequence[int],
    *,
    elevated: str,
    until_commit: bool = False,
    sent: RlsSettings | None = None,
) -> Iterator[None]:
    """Set the settings for a block and restore the previous ones, where they differ."""
    connection = connected()
    if not connection.in_atomic_block:
        with (
            transaction.atomic(),
            _RlsScope(connection, principals, elevated, ANONYMOUS, ends=True),
        ):
            yield
        return
    ends = until_commit and not connection.savepoint_ids
    with _RlsScope(
        connection,
        principals,
        elevated,
        getattr(connection, CURRENT, ANONYMOUS),
        ends=ends,
        sent=sent,
    ):
        yield


class _RlsScope:
    """Set the row-level security settings of a connection for a block, then restore them."""

    def __init__(
        self,
        ours: BaseDatabaseWrapper,
        principals: Sequence[int],
        elevated: str,
        before: RlsSettings,
        *,
        ends: bool,
        sent: RlsSettings | None = None,
    ) -> None:
        array = "{" + ",".join(map(str, principals)) + "}"
        self.ours, self.before, self.ends = ours, before, ends
        self.now = (array, clock.now().isoformat(), elevated)
        self.sent = sent or before

    def __enter__(self) -> None:
        if self.now != self.sent:
            send(SET_SETTINGS, self.now)
        setattr(self.ours, CURRENT, self.now)

    def __exit__(self, *_: object) -> None:
        setattr(self.ours, CURRENT, self.before)
        # A failed transaction accepts no statement until it is rolled back to a savepoint. A
        # rollback to one from before this block also restores the settings.
        if self.now != self.before and not self.ends and not _has_failed(self.ours):
            send(SET_SETTINGS, self.before)


def _has_failed(ours: BaseDatabaseWrapper) -> bool:
    if ours.connection is None or ours.needs_rollback:
        return True
    # In a pipeline the status is not known yet. The server runs the restoring statement after the
    # others, or skips it if one of them failed.
    failed = (TransactionStatus.INERROR, TransactionStatus.UNKNOWN)
    return ours.connection.info.transaction_status in failed
