"""Statements in a pipeline keep their order after queued commands, and their transaction."""

from contextlib import suppress

import psycopg
import pytest
from django.db import DatabaseError, connection, transaction
from psycopg import IsolationLevel
from psycopg.pq import PipelineStatus, TransactionStatus

from broadhurst.foundation.access.wall import SETTINGS, as_actor, elevated
from broadhurst.foundation.agencies.models import Region
from broadhurst.foundation.database.prepared import pipelined, pipelined_in_savepoint, send
from tests.people import Cast

ONE = "SELECT %s::bigint + 1"


def elevation() -> str:
    [told] = send("SELECT coalesce(current_setting(%s, true), '')", [SETTINGS[-1]]).row()
    return str(told)


def undone() -> None:
    """Roll back to a savepoint within a block."""
    with pytest.raises(ValueError, match="undone"), transaction.atomic():  # noqa: PT012
        send(ONE, [1])
        raise ValueError("undone")


@pytest.fixture
def few(db: None, monkeypatch: pytest.MonkeyPatch) -> psycopg.Connection:
    """A connection that keeps at most two prepared statements."""
    opened: psycopg.Connection = connection.connection
    monkeypatch.setattr(opened, "prepared_max", 2)
    return opened


def test_nobody_gets_rows_of_another_when_prepared_ones_make_room(few: psycopg.Connection) -> None:
    """A cursor queues the DEALLOCATE of an old statement, which is sent after its own."""
    with transaction.atomic(), pipelined():
        for number in range(5):
            assert send(f"SELECT {number}, %s::bigint", [number]).row() == (number, number)
        assert not Region.objects.filter(key="none").exists()
        first, second = send(ONE, [1]), send(ONE, [2])
        assert (first.row(), second.row()) == ((2,), (3,))
    of_ours = "SELECT count(*) FROM pg_prepared_statements WHERE name LIKE '%%pg3%%'"
    assert send(of_ours).row()[0] <= few.prepared_max + 2


def test_nobody_gets_rows_of_another_after_a_savepoint_is_undone_in_a_block(db: None) -> None:
    with transaction.atomic(), pipelined():
        send(ONE, [0]).row()
        undone()
        assert send(ONE, [5]).row() == (6,)
        assert not Region.objects.filter(key="none").exists()
        first, second = send(ONE, [7]), send(ONE, [8])
        assert (first.row(), second.row()) == ((8,), (9,))


def test_what_a_rollback_within_a_block_loses_is_back_after_its_transaction(
    committed: Cast,
) -> None:
    """Blocks must not do this. It may cost the transaction, but never the connection."""
    with suppress(DatabaseError), transaction.atomic():
        with pipelined():
            send(ONE, [0]).row()
            undone()
        for number in range(3):
            send(ONE, [number]).row()
    with transaction.atomic():
        for number in range(3):
            assert send(ONE, [number]).row() == (number + 1,)
            assert not Region.objects.filter(key="none").exists()


def test_what_a_dropped_column_breaks_fails_and_is_then_prepared_again(committed: Cast) -> None:
    """As when a migration runs while the site is up."""
    of_all = "SELECT * FROM changed"
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMPORARY TABLE changed AS SELECT 1 AS one, 2 AS two")
    try:
        assert send(of_all).row() == (1, 2)
        with connection.connection.cursor() as cursor:
            cursor.execute("DO 'BEGIN ALTER TABLE changed DROP COLUMN two; END'")
        with pytest.raises(DatabaseError, match="cached plan"), transaction.atomic():
            send(of_all)
        assert send(of_all).row() == (1,)
    finally:
        with connection.cursor() as cursor:
            cursor.execute("DROP TABLE changed")


def test_a_transaction_begins_once_though_all_is_read(committed: Cast) -> None:
    said: list[str | None] = []
    connection.ensure_connection()
    opened = connection.connection
    opened.add_notice_handler(lambda notice: said.append(notice.message_primary))
    opened.isolation_level = IsolationLevel.REPEATABLE_READ
    try:
        with transaction.atomic(), pipelined():
            assert send(ONE, [1]).row() == (2,)
            assert opened.info.transaction_status is TransactionStatus.INTRANS
            assert send(ONE, [1]).row() == (2,)
            assert not Region.objects.filter(key="none").exists()
    finally:
        opened.isolation_level = None
    assert said == []


def test_the_wall_stands_again_in_a_block_that_has_begun_its_transaction(committed: Cast) -> None:
    """The elevation ends even if all that was sent has been read by then."""
    with pipelined_in_savepoint(), as_actor(committed.gail):
        with elevated("a test"):
            send(ONE, [1]).row()
        assert elevation() == ""


def test_one_that_is_new_after_a_failure_is_prepared_when_it_is_sent_again(
    committed: Cast,
) -> None:
    new = "SELECT %s::bigint + 4711"
    for _ in range(2):
        with pytest.raises(DatabaseError, match="division"):  # noqa: PT012, SIM117
            with transaction.atomic(), pipelined():
                send("SELECT 1 / 0")
                send(new, [1])
        with transaction.atomic():
            assert send(new, [1]).row() == (4712,)


def test_what_is_outstanding_when_python_fails_is_read(db: None) -> None:
    kept = []
    with pytest.raises(ValueError, match="python"):  # noqa: PT012, SIM117
        with transaction.atomic(), pipelined():
            kept.append(send(ONE, [1]))
            send("SELECT repeat('x', 3000000)")
            raise ValueError("python")
    assert connection.connection.info.pipeline_status is PipelineStatus.OFF
    assert kept[0].row() == (2,)
    assert send(ONE, [2]).row() == (3,)
