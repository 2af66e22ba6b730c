"""One statement on its way: prepared once a connection, and its rows waited for when asked for.

A cursor of psycopg's does this for any statement, and for a short one takes longer than PostgreSQL
does. What is sent here stands in psycopg's own pipeline, under the names of its own prepared
statements, so that cursors may go before it and after it; what is worked out for each connection
and statement is kept, and where a transaction is to begin, nothing waits until it has begun. That
leans on more of psycopg than it promises to keep, so its version is pinned.
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
KEPT = "broadhurst_kept"  # of a connection


class Kept:
    """How a connection writes and reads values, and the form of each statement it was asked."""

    def __init__(self, connection: psycopg.Connection) -> None:
        self.values = Transformer(connection)
        self.forms: dict[str, PostgresQuery] = {}

    @classmethod
    def of(cls, connection: psycopg.Connection) -> Self:
        """What is kept of a connection, from its first statement to its end."""
        kept: Self | None = getattr(connection, KEPT, None)
        if kept is None:
            kept = cls(connection)
            setattr(connection, KEPT, kept)
        return kept

    def form(self, statement: str, given: Given) -> PostgresQuery:
        """The statement as PostgreSQL takes it, with these values until it is asked for again."""
        form = self.forms.get(statement)
        if form is None:
            form = self.forms[statement] = PostgresQuery(self.values)
            form.convert(statement, given)
        else:
            form.dump(given)
        return form


class Sent:
    """A statement that was sent. Its rows are waited for when they are asked for.

    To Django's wrapper and to psycopg's pipeline it is a cursor, as far as these go.
    """

    def __init__(self, ours: BaseDatabaseWrapper, values: Format) -> None:
        self._ours, self._conn, self._values = ours, ours.connection, values
        self._kept = Kept.of(ours.connection)
        self._query: PostgresQuery | None = None  # what Django's log of queries reads
        self._result: PGresult | None = None
        self._failed: errors.Error | None = None

    def execute(self, statement: str, given: Given) -> None:
        """Put it on its way; outside a pipeline in one of its own, whose end is waited for."""
        if self._conn._pipeline is None:
            with self._conn.pipeline():
                self.execute(statement, given)
            return
        self._overtakes_nothing()
        self._begin()
        self._put(self._kept.form(statement, given))
        if self._conn.pgconn.flush():  # more than goes at once: PostgreSQL begins when it has all
            with self._conn.lock:
                self._conn.wait(send(self._conn.pgconn))

    def _overtakes_nothing(self) -> None:
        """Send what cursors left to be sent, and have forgotten what is prepared no longer.

        After its own statement a cursor puts that into the pipeline's queue, which the next one
        sends. In a pipeline nothing of it is waited for.
        """
        if self._conn._prepared._to_flush:
            deque(self._conn._prepared.maintain_gen(self._conn), maxlen=0)
        while waiting := self._conn._pipeline.command_queue:
            waiting.popleft()()

    def _begin(self) -> None:
        """Begin the transaction that is due, without waiting until it has begun.

        Only a synchronisation has the server say that it has: until then, once all is read, it
        would be taken for one that is not there.
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
        query.params = None  # it is on its way, and not kept
        self._query = query
        key = prepared.maybe_add_to_cache(query, prepare, name)
        self._awaits((self, (key, prepare, name) if key else None))

    def _awaits(self, what: "tuple[Sent, tuple[Key, Prepare, bytes] | None] | None") -> None:
        """Whose the next result is; of None only that it did not fail is looked at."""
        self._conn._pipeline.result_queue.append(what)

    def soon(self) -> None:
        """Have PostgreSQL tell its rows before it is done with what is sent after it."""
        if self._conn._pipeline:
            self._conn.pgconn.send_flush_request()
            self._conn.pgconn.flush()

    def rows(self) -> list[tuple[Any, ...]]:
        """All of them."""
        if not (self._result or self._failed):
            with self._ours.wrap_database_errors, self._conn.lock:
                self._conn.wait(self._arrived())
        if self._result is None:
            raise errors.InterfaceError("This failed, as its block was told.") from self._failed
        self._kept.values.set_pgresult(self._result)
        rows = self._kept.values.load_rows(0, self._result.ntuples, tuple)
        self._kept.values.set_pgresult(None)
        return rows

    def row(self) -> tuple[Any, ...]:
        """The one that there is."""
        [row] = self.rows()
        return row

    def _arrived(self) -> PQGen[None]:
        """Wait for its result, and so for those before it; of one that failed, for all."""
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

    # What psycopg's pipeline asks of whose result has come.

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
