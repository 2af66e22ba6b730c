"""Hand-written statements on Django's connection: prepared, and several in one round trip."""

from functools import partial

import numpy as np
import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext
from psycopg.pq import PipelineStatus, TransactionStatus

from broadhurst.foundation.agencies.models import Agency, Region, Unit
from broadhurst.foundation.database.arrays import array
from broadhurst.foundation.database.prepared import (
    columns,
    insert,
    numbers,
    pipelined,
    pipelined_in_savepoint,
    read,
    send,
)
from tests.people import Cast

ONE = "SELECT %s::bigint + 1"


def test_a_row_is_read_as_the_model_has_it(cast: Cast) -> None:
    what = f"{columns(Agency, 'a')}, {columns(Unit, 'u')}"
    of = "FROM agencies_unit u JOIN agencies_agency a ON a.id = u.agency_id WHERE u.id = %s"
    values = iter(send(f"SELECT {what} {of}", [cast.gail.unit.pk]).row())
    agency = read(Agency, values)
    unit = read(Unit, values, agency=agency)
    assert next(values, None) is None
    kept = Unit.objects.select_related("agency").get(pk=cast.gail.unit.pk)
    for one, other in ((unit, kept), (agency, kept.agency)):
        assert one.__getstate__() | {"_state": None} == other.__getstate__() | {"_state": None}
        assert (one._state.adding, one._state.db) == (False, other._state.db)
    with CaptureQueriesContext(connection) as asked:
        assert unit.agency is agency
        assert unit.district_id == kept.district_id
    assert not asked.captured_queries


def test_it_is_prepared_once_whatever_the_number(db: None) -> None:
    for number in (1, 40_000, 3_000_000_000):
        assert send(ONE, [number]).row() == (number + 1,)
    of_it = "SELECT count(*) FROM pg_prepared_statements WHERE statement LIKE '%%$1::bigint + 1'"
    assert send(of_it).row() == (1,)


def test_what_is_sent_stands_in_the_log_of_queries(db: None) -> None:
    with CaptureQueriesContext(connection) as asked, pipelined():
        send(ONE, [1])
        send(ONE, [2])
    assert [one["sql"] for one in asked.captured_queries] == [ONE] * 2


def test_rows_are_read_within_the_block_and_after_it(db: None) -> None:
    with pipelined():
        first, second = send(ONE, [1]), send(ONE, [2])
        assert first.row() == (2,)
        with pipelined():
            third = send(ONE, [3])
    assert (second.row(), third.row()) == ((3,), (4,))


def test_one_that_fails_undoes_the_block_and_what_follows_is_not_done(db: None) -> None:
    def in_a_block() -> None:
        with transaction.atomic(), pipelined():
            insert([Region(key="a", name="A")])
            send("SELECT 1 / 0")
            insert([Region(key="b", name="B")])

    with pytest.raises(DatabaseError, match="division by zero"):
        in_a_block()
    assert not Region.objects.filter(key__in="ab").exists()


def test_nothing_is_sent_together_outside_a_transaction(committed: Cast) -> None:
    """Outside a transaction, a failed statement would end the session and its settings."""
    kept_open = connection.connection
    with pytest.raises(transaction.TransactionManagementError), pipelined():
        send(ONE, [1])
    assert connection.connection is kept_open


@pytest.mark.parametrize("is_read", [True, False])
def test_a_savepoint_that_is_sent_along_is_rolled_back_to(db: None, is_read: bool) -> None:
    """Whether the error is raised where rows are read, or only when the block ends."""
    insert([Region(key="a", name="A")])
    with pytest.raises(DatabaseError, match="division by zero"):  # noqa: PT012, SIM117
        with pipelined_in_savepoint():
            insert([Region(key="b", name="B")])
            failed = send("SELECT 1 / 0")
            if is_read:
                failed.rows()
            insert([Region(key="c", name="C")])
    with pipelined_in_savepoint():
        insert([Region(key="d", name="D")])
    kept = Region.objects.filter(key__in="abcd").order_by("key")
    assert [one.key for one in kept] == ["a", "d"]


def test_a_savepoint_is_set_without_waiting(db: None) -> None:
    with pipelined_in_savepoint():
        first = send(ONE, [1])
        assert connection.connection.info.transaction_status is TransactionStatus.ACTIVE
    assert first.row() == (2,)
    assert connection.connection.info.pipeline_status is PipelineStatus.OFF


def test_a_savepoint_is_released_once_and_without_waiting(db: None) -> None:
    with CaptureQueriesContext(connection) as asked:
        with transaction.atomic():
            with pipelined_in_savepoint():
                insert([Region(key="a", name="A")])
            insert([Region(key="b", name="B")])
        with pytest.raises(ValueError, match="undone"), transaction.atomic():  # noqa: PT012
            with pipelined_in_savepoint():
                insert([Region(key="c", name="C")])
            raise ValueError("undone")
    words = [one["sql"].split()[0] for one in asked.captured_queries]
    inner = ["SAVEPOINT", "INSERT", "RELEASE"]
    assert words[:5] == ["SAVEPOINT", *inner, "INSERT"]
    assert words[5:] == ["RELEASE", "SAVEPOINT", *inner, "ROLLBACK", "RELEASE"]
    assert [one.key for one in Region.objects.filter(key__in="abc").order_by("key")] == ["a", "b"]


def test_savepoints_of_one_depth_are_one_statement_and_each_undoes_its_own(db: None) -> None:
    waits: list[str] = []
    with pipelined_in_savepoint():
        insert([Region(key="a", name="A")])
        with pipelined_in_savepoint():
            insert([Region(key="b", name="B")])
            transaction.on_commit(partial(waits.append, "b"))
        with pytest.raises(ValueError, match="undone"), pipelined_in_savepoint():  # noqa: PT012
            insert([Region(key="c", name="C")])
            transaction.on_commit(partial(waits.append, "c"))
            raise ValueError("undone")
    assert [one.key for one in Region.objects.filter(key__in="abc").order_by("key")] == ["a", "b"]
    for _, then, _ in connection.run_on_commit:
        then()
    assert waits == ["b"]
    for _ in range(3):
        with pipelined_in_savepoint():
            send(ONE, [1])
    of_them = "SELECT count(*) FROM pg_prepared_statements WHERE statement LIKE 'SAVEPOINT%%'"
    assert send(of_them).row() == (1,)


def test_no_savepoint_is_set_where_all_is_to_be_undone(db: None) -> None:
    with transaction.atomic():
        insert([Region(key="a", name="A")])
        transaction.set_rollback(True)
        with CaptureQueriesContext(connection) as asked, pipelined_in_savepoint():
            pass
        assert not asked.captured_queries
        assert connection.needs_rollback
    assert not Region.objects.filter(key="a").exists()


def test_what_django_is_to_undo_is_undone_and_no_more(db: None) -> None:
    with transaction.atomic():
        insert([Region(key="a", name="A")])
        with pipelined_in_savepoint():
            insert([Region(key="b", name="B")])
            transaction.set_rollback(True)
    assert [one.key for one in Region.objects.filter(key__in="ab")] == ["a"]


def test_new_rows_have_the_numbers_that_were_drawn(db: None) -> None:
    drawn = [number for (number,) in numbers(Region, 2).rows()]
    made = [
        Region(pk=number, key=f"r{number}", name=f"O'R\\u0041 “é” {number}") for number in drawn
    ]
    insert(made)
    insert([])
    stored = Region.objects.filter(pk__in=drawn).order_by("pk")
    assert [(one.key, one.name) for one in stored] == [(one.key, one.name) for one in made]


def test_an_array_of_numbers(db: None) -> None:
    assert send("SELECT %s::bigint[]", [array([3, -1])]).row() == ([3, -1],)


@pytest.mark.parametrize("numbers", [[], [3, -1, 2**63 - 1, -(2**63)]])
def test_a_column_of_numbers_goes_as_it_is(db: None, numbers: list[int]) -> None:
    """Any length uses the same prepared statement; another integer width is refused."""
    for given in (numbers, numbers[::-1]):
        sent = send("SELECT %s::bigint[], %s::smallint", [np.array(given, np.int64), 7])
        assert sent.row() == (given, 7)
    with pytest.raises(TypeError, match="64-bit"):
        send("SELECT %s::bigint[]", [np.array([1.5])])


def test_many_are_sent_before_one_is_read(db: None) -> None:
    with pipelined():
        sent = [send(ONE, [number]) for number in range(50)]
        assert [one.row() for one in sent] == [(number + 1,) for number in range(50)]
    assert connection.connection.info.transaction_status is TransactionStatus.INTRANS


def test_rows_can_be_read_twice(db: None) -> None:
    sent = send(ONE, [1])
    assert sent.row() == sent.row() == (2,)
