"""Statements that are asked with every check: planned once a connection, and sent several at once.

The ORM writes its SQL anew each time, and PostgreSQL plans it anew; of a short query that is most
of the time. A statement here is written out, and each connection has PostgreSQL prepare it once.
They run on Django's own connection: in its transaction, behind its wall and in its log of queries.
"""

import json
import struct
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from datetime import datetime
from functools import cache
from itertools import islice
from typing import Any, TypeVar

import numpy as np
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Model
from django.db.models.base import ModelState
from django.db.transaction import TransactionManagementError, atomic
from numpy.typing import NDArray
from psycopg import adapters
from psycopg.adapt import Dumper
from psycopg.pq import Format, PipelineStatus
from psycopg.types.numeric import Int8

from broadhurst.foundation.sending import Given, Sent

Row = TypeVar("Row", bound=Model)


def send(statement: str, given: Given = (), *, binary: bool = False) -> Sent:
    """Send a statement; in a block of `at_once` without waiting for its answer.

    Whole numbers go as `bigint`, so that a larger one is not another statement.
    """
    ours = connected()
    sent = Sent(ours, Format.BINARY if binary else Format.TEXT)
    if isinstance(given, Mapping):
        given = {name: Int8(one) if type(one) is int else one for name, one in given.items()}
    else:
        given = [Int8(one) if type(one) is int else one for one in given]
    # Django's wrapper of cursors is for what watches or logs them; otherwise it is only in the way.
    if ours.execute_wrappers or ours.queries_logged:
        ours._prepare_cursor(sent).execute(statement, given)  # type: ignore[attr-defined]
    else:
        ours.validate_no_broken_transaction()
        with ours.wrap_database_errors:
            sent.execute(statement, given)
    return sent


def array(numbers: Iterable[int]) -> str:
    """Whole numbers as PostgreSQL writes an array of them."""
    return "{" + ",".join(map(str, numbers)) + "}"


class _NumbersDumper(Dumper):
    """Whole numbers of 64 bits as PostgreSQL holds an array of them: a header, then each number
    behind its length in bytes. Of hundreds of thousands the text takes longer to write and to read
    than it takes to put them down.
    """

    format = Format.BINARY
    oid = adapters.types["int8"].array_oid

    def dump(self, obj: NDArray[np.int64]) -> bytes:
        if obj.dtype != np.int64 or obj.ndim != 1:
            raise TypeError(f"Only a row of whole numbers of 64 bits is sent: {obj.dtype}.")
        each = np.empty(len(obj), [("length", ">i4"), ("number", ">i8")])
        each["length"], each["number"] = obj.itemsize, obj
        dimensions, has_null, lowest = 1, 0, 1
        of = adapters.types["int8"].oid
        header = struct.pack("!5i", dimensions, has_null, of, len(obj), lowest)
        return header + each.tobytes()


adapters.register_dumper(np.ndarray, _NumbersDumper)


def columns(model: type[Model], table: str) -> str:
    """What is selected of a table for `read`."""
    return ", ".join(f"{table}.{field.column}" for field in model._meta.concrete_fields)


def read(model: type[Row], values: Iterator[Any], **joined: Model) -> Row:
    """The next row of a model, from what `columns` selected; `joined` are those it refers to.

    As one is unpickled: whole, so that there are no defaults to work out and no signals to send.
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


def numbers(model: type[Model], many: int) -> Sent:
    """So many new numbers of a table, for rows that are written later."""
    return send(
        "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)",
        [model._meta.db_table, many],
    )


def insert(rows: Sequence[Model]) -> None:
    """Write new rows of one model, which have their numbers or need not know them.

    As JSON, so that any number of rows of any types is one and the same statement.
    """
    if not rows:
        return
    statement, fields = _insert(type(rows[0]), rows[0].pk is not None)
    given = [{column: getattr(row, name) for column, name in fields} for row in rows]
    send(statement, [json.dumps(given, default=_as_text)])


@cache
def _insert(model: type[Model], is_numbered: bool) -> tuple[str, list[tuple[str, str]]]:
    """The statement, and each column with its attribute."""
    fields = [
        (one.column, one.attname)
        for one in model._meta.concrete_fields
        if one.column and (is_numbered or not one.primary_key)
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
    raise TypeError(f"There is no text of {type(value)}.")


@contextmanager
def at_once() -> Iterator[None]:
    """Send what this block asks together, and wait only for rows that are read, and at its end.

    PostgreSQL does them in order. If one fails none of those after it is done, and the block ends
    with its error: as it may be told late, nothing in the block goes on from an error. Django does
    not know in it how many rows a statement changed. A block within another is part of that one.
    """
    ours = connected()
    if not ours.in_atomic_block:
        raise TransactionManagementError("What is sent together is sent in a transaction.")
    if ours.connection.info.pipeline_status is not PipelineStatus.OFF:
        yield
        return
    with ours.wrap_database_errors, ours.connection.pipeline():
        yield


class _Savepoint(str):
    """The name of one. It is the same again at the same depth, so that it is prepared once; but to
    Django each is another, since what waits for the commit goes with its own.
    """

    __slots__ = ()
    __eq__, __hash__ = object.__eq__, object.__hash__


@contextmanager
def at_once_within_a_savepoint() -> Iterator[None]:
    """As `at_once`, within a savepoint which is sent with the first of the block's statements.

    It is released with the last of them; if one failed, all is answered and then rolled back to it.
    """
    ours = connected()
    if not ours.in_atomic_block:  # the transaction begins, which psycopg does by itself
        with atomic(), at_once():
            yield
        return
    is_released = False

    def released(failed: object, *_: object) -> None:
        if is_released and not failed:
            savepoints[-1] = None  # type: ignore[call-overload]  # so that Django does not again

    with ExitStack() as ends:
        with ExitStack() as sent:
            sent.enter_context(at_once())
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
    """Django's connection, open; each thread has one, which is looked up once a statement."""
    ours = connections[DEFAULT_DB_ALIAS]
    if ours.connection is None:
        ours.ensure_connection()
    return ours
