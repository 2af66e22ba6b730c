"""A prepared statement that is sent at once, and whose rows are read later.

A psycopg cursor can do this too, but for a short statement it takes longer than PostgreSQL itself.
This module uses psycopg's own pipeline and its names of prepared statements, so cursors may run
before and after. It caches the converted query of each statement and connection. It also sends
BEGIN without waiting for the answer. It uses private parts of psycopg, so psycopg's version is
pinned.
"""

from collections import deque
from collections.abc import Mapping, Sequence
from typing import Any, Self

import psycopg
from django.db.backends.base.base import BaseDatabaseWrapper
from psycopg import errors
from psycopg._preparing import Key, Prepare
from psycopg._queries import PostgresQuery
from psycopg.abc import PQGen
from psycopg.adapt import Transformer
from psycopg.generators import fetch_many, send
from psycopg.pq import ExecStatus, Format, TransactionStatus
from psycopg.pq.abc import PGresult

Given = Sequence[Any] | Mapping[str, Any]
KEPT = "broadhurst_kept"  # the attribute of a connection that holds its `Kept`


class Kept:
    """The value converter of a connection, and the converted query of each statement it ran."""

    def __init__(self, connection: psycopg.Connection) -> None:
        self.values = Transformer(connection)
        self.forms: dict[str, PostgresQuery] = {}

    @classmethod
    def of(cls, connection: psycopg.Connection) -> Self:
        """Return the cache of a connection, which is made with its first statement."""
        kept: Self | None = getattr(connection, KEPT, None)
        if kept is None:
            kept = cls(connection)
            setattr(connection, KEPT, kept)
        return kept

    def form(self, statement: str, given: Given) -> PostgresQuery:
        """Return the statement as PostgreSQL takes it, with these values.

        The object is shared: the next call for the same statement replaces its values.
        """
        form = self.forms.get(statement)
        if form is None:
            form = self.forms[statement] = PostgresQuery(self.values)
            form.convert(statement, given)
        else:
            form.dump(given)
        return form


class Sent:
    """A statement that was sent. It waits for its rows only when they are read.

    It has as much of a cursor's interface as Django's wrapper and psycopg's pipeline use.
    """

    def __init__(self, ours: BaseDatabaseWrapper, values: Format) -> None:
        self._ours, self._conn, self._values = ours, ours.connection, values
        self._kept = Kept.of(ours.connection)
        self._query: PostgresQuery | None = None  # Django's query log reads it
        self._result: PGresult | None = None
        self._failed: errors.Error | None = None

    def execute(self, statement: str, given: Given) -> None:
        """Send the statement. Outside a pipeline, run it in one of its own and wait for its end."""
        if self._conn._pipeline is None:
            with self._conn.pipeline():
                self.execute(statement, given)
            return
        self._overtakes_nothing()
        self._begin()
        self._put(self._kept.form(statement, given))
        if self._conn.pgconn.flush():  # the socket did not take all of it: send the rest now
            with self._conn.lock:
                self._conn.wait(send(self._conn.pgconn))

    def _overtakes_nothing(self) -> None:
        """Send what earlier cursors left in the queue, including the DEALLOCATEs they owe.

        A cursor leaves these in the pipeline's queue for the next one to send. In a pipeline no
        answer to them is awaited.
        """
        if self._conn._prepared._to_flush:
            deque(self._conn._prepared.maintain_gen(self._conn), maxlen=0)
        while waiting := self._conn._pipeline.command_queue:
            waiting.popleft()()

    def _begin(self) -> None:
        """Send BEGIN if a transaction is due, without waiting for the answer.

        The server reports its transaction status only at a sync. Without the sync, psycopg would
        see no transaction once all results are read.
        """
        server = self._conn.pgconn
        if not self._conn.autocommit and server.transaction_status == TransactionStatus.IDLE:
            server.send_query_params(self._conn._get_tx_start_command(), None)
            self._awaits(None)
            server.pipeline_sync()
            self._awaits(None)

    def _put(self, query: PostgresQuery) -> None:
        server, prepared = self._conn.pgconn, self._conn._prepared
        prepare, name = prepared.get(query)
        if prepare is Prepare.NO:
            server.send_query_params(
                query.query, query.params, query.types, query.formats, self._values
            )
        else:
            if prepare is Prepare.SHOULD:
                server.send_prepare(name, query.query, query.types)
                self._awaits(None)
            server.send_query_prepared(name, query.params, query.formats, self._values)
        query.params = None  # sent, so the cached query need not hold the values
        self._query = query
        key = prepared.maybe_add_to_cache(query, prepare, name)
        self._awaits((self, (key, prepare, name) if key else None))

    def _awaits(self, receiver: "tuple[Sent, tuple[Key, Prepare, bytes] | None] | None") -> None:
        """Queue the receiver of the next result; for None only an error is checked."""
        self._conn._pipeline.result_queue.append(receiver)

    def soon(self) -> None:
        """Ask PostgreSQL to send these rows before it finishes the statements after this one."""
        if self._conn._pipeline:
            self._conn.pgconn.send_flush_request()
            self._conn.pgconn.flush()

    def rows(self) -> list[tuple[Any, ...]]:
        """Return all rows, once they have arrived."""
        if not (self._result or self._failed):
            with self._ours.wrap_database_errors, self._conn.lock:
                self._conn.wait(self._arrived())
        if self._result is None:
            raise errors.InterfaceError("The statement failed earlier.") from self._failed
        self._kept.values.set_pgresult(self._result)
        rows = self._kept.values.load_rows(0, self._result.ntuples, tuple)
        self._kept.values.set_pgresult(None)
        return rows

    def row(self) -> tuple[Any, ...]:
        """Return the only row."""
        [row] = self.rows()
        return row

    def _arrived(self) -> PQGen[None]:
        """Wait for this result and those before it; if one failed, for all that was sent."""
        server, pipeline = self._conn.pgconn, self._conn._pipeline
        failed: errors.Error | None = None
        server.send_flush_request()
        yield from send(server)
        while pipeline and pipeline.result_queue and (failed or self._result is None):
            results = yield from fetch_many(server)
            try:
                pipeline._process_results(pipeline.result_queue.popleft(), results)
            except errors.Error as error:
                failed = failed or error
        if failed:
            raise failed

    # psycopg's pipeline calls these two on the receiver of a result.

    def _check_results(self, results: list[PGresult]) -> None:
        [result] = results
        if result.status == ExecStatus.PIPELINE_ABORTED:
            self._failed = errors.PipelineAborted("A statement before it failed.")
        elif result.status == ExecStatus.FATAL_ERROR:
            encoding = self._conn.pgconn._encoding
            self._failed = errors.error_from_result(result, encoding=encoding)
        if self._failed:
            raise self._failed

    def _set_results(self, results: list[PGresult]) -> None:
        [self._result] = results
