"""Run hand-written SQL as prepared statements, several in one round trip.

The ORM builds its SQL and PostgreSQL plans it on every call, which is most of the time of a short
query. Here the SQL is written out, and each connection prepares it once. The statements run on
Django's own connection: in its transaction, under row-level security and in its query log.
"""

import json
import struct
from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager, nullcontext
from datetime import datetime
from functools import cache
from itertools import islice
from typing import Any, TypeVar

import numpy as np
import psycopg
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.utils import CursorDebugWrapper, CursorWrapper
from django.db.models import Model
from django.db.models.base import ModelState
from django.db.transaction import TransactionManagementError, atomic
from numpy.typing import NDArray
from psycopg import adapters
from psycopg.adapt import Dumper
from psycopg.pq import Format, PipelineStatus
from psycopg.types.numeric import Int8

from broadhurst.foundation.database import ahead

Given = Sequence[Any] | Mapping[str, Any]
Row = TypeVar("Row", bound=Model)


class Sent:
    """A statement that was sent. In a pipeline it waits for its rows only when they are read."""

    def __init__(self, cursor: CursorWrapper) -> None:
        self._cursor = cursor
        self._rows: list[tuple[Any, ...]] | None = None

    def rows(self) -> list[tuple[Any, ...]]:
        """Return all rows. In a pipeline, first wait for every statement sent so far."""
        if self._rows is None:
            self._rows = self._cursor.fetchall()
        return self._rows

    def row(self) -> tuple[Any, ...]:
        """Return the only row."""
        [row] = self.rows()
        return row


def send(statement: str, parameters: Given = (), *, binary: bool = False) -> Sent:
    """Send a statement; inside `pipelined`, without waiting for its answer.

    Integers are sent as `bigint`, so that a larger one does not need a second prepared statement.
    """
    ours = connected()
    if (sent := ahead.take(ours, statement, parameters)) is not None:
        return sent  # type: ignore[no-any-return]
    # Django's own cursors write the values into the statement, so it would never be the same.
    cursor = psycopg.Cursor(ours.connection)
    cursor.format = Format.BINARY if binary else Format.TEXT
    if isinstance(parameters, Mapping):
        parameters = {k: Int8(v) if type(v) is int else v for k, v in parameters.items()}
    else:
        parameters = [Int8(value) if type(value) is int else value for value in parameters]
    wrapped = CursorWrapper(cursor, ours)
    with _logged(ours, cursor, statement, parameters):
        wrapped.execute(statement, parameters)
    return Sent(wrapped)


def _logged(
    ours: BaseDatabaseWrapper, cursor: psycopg.Cursor, statement: str, parameters: Given
) -> AbstractContextManager[Any]:
    """Write the statement in Django's query log, without values, if the log is on.

    Django's debug cursor would ask psycopg what it sent, which it does not say of a prepared one.
    """
    if not ours.queries_logged:
        return nullcontext()
    return CursorDebugWrapper(cursor, ours).debug_sql(statement, parameters)


class _NumbersDumper(Dumper):
    """Write 64-bit integers as a binary PostgreSQL array.

    The format is a header, then each number after its length in bytes. For hundreds of thousands of
    numbers, writing and parsing text takes longer than storing them.
    """

    format = Format.BINARY
    oid = adapters.types["int8"].array_oid

    def dump(self, obj: NDArray[np.int64]) -> bytes:
        if obj.dtype != np.int64 or obj.ndim != 1:
            raise TypeError(f"Send a row of 64-bit integers, not {obj.dtype}.")
        elements = np.empty(len(obj), [("length", ">i4"), ("number", ">i8")])
        elements["length"], elements["number"] = obj.itemsize, obj
        dimensions, has_null, lower_bound = 1, 0, 1
        element_type = adapters.types["int8"].oid
        header = struct.pack("!5i", dimensions, has_null, element_type, len(obj), lower_bound)
        return header + elements.tobytes()


adapters.register_dumper(np.ndarray, _NumbersDumper)


def columns(model: type[Model], table: str) -> str:
    """Return the column list of a SELECT whose rows `read` turns into model instances."""
    return ", ".join(f"{table}.{field.column}" for field in model._meta.concrete_fields)


def read(model: type[Row], values: Iterator[Any], **joined: Model) -> Row:
    """Return an instance of a model from the next values of a row that `columns` selected.

    `joined` are the related instances by field name. The instance is made as by unpickling: it has
    all its values, so no default is computed and no signal is sent.
    """
    names = _names(model)
    row = model.__new__(model)
    vars(row).update(zip(names, islice(values, len(names)), strict=True), _state=ModelState())
    row._state.adding, row._state.db = False, DEFAULT_DB_ALIAS
    row._state.fields_cache.update(joined)
    return row


@cache
def _names(model: type[Model]) -> list[str]:
    return [field.attname for field in model._meta.concrete_fields]


def numbers(model: type[Model], count: int) -> Sent:
    """Reserve new primary keys of a table, for rows that are written later."""
    return send(
        "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)",
        [model._meta.db_table, count],
    )


def insert(rows: Sequence[Model]) -> None:
    """Insert rows of one model. Either all have a primary key, or the database assigns them.

    The rows are sent as JSON, so that any number of rows uses the same prepared statement.
    """
    if not rows:
        return
    statement, fields = _insert(type(rows[0]), rows[0].pk is not None)
    values = [{column: getattr(row, name) for column, name in fields} for row in rows]
    send(statement, [json.dumps(values, default=_as_text)])


@cache
def _insert(model: type[Model], is_numbered: bool) -> tuple[str, list[tuple[str, str]]]:
    """Return the INSERT statement, and each column with its attribute."""
    fields = [
        (field.column, field.attname)
        for field in model._meta.concrete_fields
        if field.column and (is_numbered or not field.primary_key)
    ]
    names, table = ", ".join(column for column, _ in fields), model._meta.db_table
    statement = (
        f"INSERT INTO {table} ({names}) "  # noqa: S608 - names of columns
        f"SELECT {names} FROM json_populate_recordset(NULL::{table}, %s::json)"
    )
    return statement, fields


def _as_text(value: object) -> str:
    if isinstance(value, bytes):
        return f"\\x{value.hex()}"
    if isinstance(value, datetime):
        return value.isoformat()
    raise TypeError(f"A {type(value)} cannot be written as JSON.")


@contextmanager
def pipelined() -> Iterator[None]:
    """Pipeline the statements of a block: wait only where rows are read, and at the end.

    PostgreSQL runs them in order. If one fails, those after it are skipped, and the block raises
    its error. The error may arrive late, so code in the block must not catch it and go on. Nor may
    it roll back to a savepoint from inside: psycopg then loses a statement that it has prepared.
    Row counts of updates are not available inside. A nested block joins the outer one.
    """
    ours = connected()
    if not ours.in_atomic_block:
        raise TransactionManagementError("A pipeline needs a transaction.")
    if ours.connection.info.pipeline_status is not PipelineStatus.OFF:
        yield
        return
    with ours.wrap_database_errors, ours.connection.pipeline():
        yield


class _Savepoint(str):
    """The name of a savepoint, equal only to itself.

    The same depth gives the same text, so that the statement is prepared once. Django needs to tell
    the savepoints apart, because it ties `on_commit` callbacks to them.
    """

    __slots__ = ()
    __eq__, __hash__ = object.__eq__, object.__hash__


@contextmanager
def pipelined_in_savepoint() -> Iterator[None]:
    """Pipeline a block as `pipelined` does, inside a savepoint that costs no round trip.

    SAVEPOINT is sent with the first statement and RELEASE with the last. If one fails, the pipeline
    is read to its end and the transaction rolled back to the savepoint.
    """
    ours = connected()
    if not ours.in_atomic_block:  # needs a transaction and no savepoint; psycopg sends the BEGIN
        with atomic(), pipelined():
            yield
        return
    is_released = False

    def released(failed: object, *_: object) -> None:
        if is_released and not failed:
            savepoints[-1] = None  # type: ignore[call-overload]  # Django must not release it again

    with ExitStack() as ends:
        with ExitStack() as sent:
            sent.enter_context(pipelined())
            ends.enter_context(atomic(savepoint=False))
            savepoints = ours.savepoint_ids
            name = _Savepoint(f"sent_{len(savepoints)}")
            if not ours.needs_rollback:
                savepoints[-1] = name
                send(f"SAVEPOINT {name}")
            ends.push(released)
            ends.push(sent.pop_all())
        yield
        if savepoints[-1] and not ours.needs_rollback:
            send(f"RELEASE SAVEPOINT {name}")
            is_released = True


def connected() -> BaseDatabaseWrapper:
    """Return this thread's Django connection, opened if needed."""
    ours = connections[DEFAULT_DB_ALIAS]
    if ours.connection is None:
        ours.ensure_connection()
    return ours
