"""Statements in a pipeline among Django's cursors: in order, and awaited only when read."""

import pytest
from django.db import DatabaseError, connection, transaction
from psycopg.pq import TransactionStatus

from broadhurst.foundation.agencies.models import Region
from broadhurst.foundation.database.prepared import insert, pipelined, send

ONE = "SELECT %s::bigint + 1"
KEYS = "SELECT key FROM agencies_region WHERE key LIKE %s ORDER BY key"


def test_cursors_and_statements_follow_each_other(db: None) -> None:
    with transaction.atomic(), pipelined():
        insert([Region(key="z1", name="One")])
        Region.objects.create(key="z2", name="Two")
        first = send(KEYS, ["z%"])
        Region.objects.filter(key="z1").delete()
        second = send(KEYS, ["z%"])
        assert Region.objects.get(key__startswith="z").name == "Two"
        assert second.rows() == [("z2",)]
        assert first.rows() == [("z1",), ("z2",)]


def test_a_transaction_begins_with_the_first_of_its_statements(committed: object) -> None:
    """It is rolled back with its transaction."""
    with pytest.raises(ValueError, match="undone"), transaction.atomic():  # noqa: PT012
        with pipelined():
            insert([Region(key="a", name="A")])
            assert connection.connection.info.transaction_status is TransactionStatus.ACTIVE
        assert connection.connection.info.transaction_status is TransactionStatus.INTRANS
        raise ValueError("undone")
    with transaction.atomic(), pipelined():
        insert([Region(key="b", name="B")])
    assert [one.key for one in Region.objects.filter(key__in="ab")] == ["b"]


def test_one_that_fails_is_told_where_rows_are_next_read(db: None) -> None:
    """Even rows from before it: a read waits for everything that was sent."""
    sent = []

    def block() -> None:
        with transaction.atomic(), pipelined():
            sent.extend([send(ONE, [1]), send("SELECT 1 / 0"), send(ONE, [2])])
            with pytest.raises(DatabaseError, match="division by zero"):
                sent[0].rows()
            assert sent[0].row() == (2,)
            send(ONE, [3]).rows()

    # psycopg repeats the error or says that the pipeline is aborted, by what has arrived.
    with pytest.raises(DatabaseError, match=r"division by zero|pipeline aborted"):
        block()
    for failed in sent[1:]:
        with pytest.raises(DatabaseError, match="no result available"):
            failed.rows()
    assert send(ONE, [3]).row() == (4,)


def test_it_is_prepared_again_after_a_rollback(committed: object) -> None:
    """A rollback makes the connection forget all prepared statements, a cursor's and these."""
    for number in (1, 2):
        with pytest.raises(ValueError, match="undone"), transaction.atomic():  # noqa: PT012
            assert send(ONE, [number]).row() == (number + 1,)
            raise ValueError("undone")


def test_values_of_other_types_are_another_statement(db: None) -> None:
    told = [send("SELECT pg_typeof(%s)::text", [one]).row() for one in (5, True, 2.5, 7, False)]
    assert told == [("bigint",), ("boolean",), ("double precision",), ("bigint",), ("boolean",)]


def test_where_nothing_is_to_be_prepared_nothing_is(db: None) -> None:
    """As behind a pool that does not support prepared statements."""
    kept, connection.connection.prepare_threshold = connection.connection.prepare_threshold, None
    try:
        assert send("SELECT %s::bigint + 40", [2]).row() == (42,)
        of_it = "SELECT count(*) FROM pg_prepared_statements WHERE statement LIKE '%%+ 40'"
        assert send(of_it).row() == (0,)
    finally:
        connection.connection.prepare_threshold = kept


def test_more_than_a_socket_holds_is_sent_and_read(db: None) -> None:
    letters = "x" * 3_000_000
    with transaction.atomic(), pipelined():
        sent = [send("SELECT %s::text", [letters]) for _ in range(4)]
        assert [len(one.row()[0]) for one in sent] == [len(letters)] * 4
