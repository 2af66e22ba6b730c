"""The bench's own database: made, filled by SQL as the owner of the tables, proved, dropped."""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
from django.conf import settings
from django.db import connections
from psycopg import sql

from bench import NAME
from broadhurst.config import database
from broadhurst.foundation.database.migrating import bring_up_to_date
from broadhurst_linkage.encoding.version import VERSION

TEMPLATE = "BROADHURST_BENCH_TEMPLATE"  # a migrated database, named by the tests of the bench
FILL = Path(__file__).parent / "fill"
OCGS, OFFICERS = 55_000, 20_000
# Eight of each team lead its OCGs.
FEWEST_OFFICERS = 2_000
SAMPLE = 500
COUNTED = ("register_ocg", "access_dossier", "access_grant", "agencies_officer", "agencies_unit",
           "register_membership", "plans_action", "audit_event", "audit_notification")  # fmt: skip


class NotAsTheProgramDerives(Exception):
    """The fill derived another `readers` array than the program's own function does."""


@contextmanager
def of_its_own(*, keep: bool) -> Iterator[None]:
    """A fresh database, migrated and empty; dropped at the end unless it is to be kept.

    The environment may name a migrated database to copy. That saves the tests of the bench 8
    seconds of processor time each.
    """
    _drop()
    if template := os.environ.get(TEMPLATE):
        copy = sql.SQL("CREATE DATABASE {} TEMPLATE {} STRATEGY FILE_COPY")
        _on_server(copy.format(sql.Identifier(NAME), sql.Identifier(template)))
    else:
        database.prepare(settings.STORE)
        bring_up_to_date("owner")
    try:
        yield
    finally:
        connections.close_all()
        if not keep:
            _drop()


def _drop() -> None:
    drop = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)")
    _on_server(drop.format(sql.Identifier(NAME)))


def _on_server(statement: sql.Composable) -> None:
    where = database.renamed(settings.STORE.owner_url, "postgres")
    with psycopg.connect(where, autocommit=True) as server:
        server.execute(statement)


def fill(scale: float, *also: Path, decade: float = 0) -> dict[str, float]:
    """Run the files of `fill/` in order, then `also`, in one transaction; the seconds of each.

    Every foreign key, constraint and guard of the register stands while it runs; those that are
    deferred are asked at the commit. The search index is built at the end, which takes a quarter of
    the time.
    """
    took: dict[str, float] = {}
    with psycopg.connect(settings.STORE.owner_url) as owner:
        _size(owner, round(OCGS * scale), max(round(OFFICERS * scale), FEWEST_OFFICERS), decade)
        index = _first(owner, "SELECT pg_get_indexdef('document_by_all'::regclass)")
        owner.execute("DROP INDEX document_by_all")
        for file in (*sorted(FILL.glob("*.sql")), *also):
            with _timed(took, file.stem):
                owner.execute(file.read_text())
        with _timed(took, "keys and guards"):
            owner.commit()
        with _timed(took, "search index"):
            owner.execute(index)
            owner.commit()
        owner.autocommit = True
        with _timed(took, "vacuum, analyze"):
            owner.execute("VACUUM ANALYZE")
    return took


def fill_bodies() -> None:
    """The bodies, units and officers of the register alone."""
    with psycopg.connect(settings.STORE.owner_url) as owner:
        _size(owner, 0, FEWEST_OFFICERS)
        owner.execute((FILL / "1_bodies.sql").read_text())


def analyze() -> None:
    """Count the rows for the planner, as PostgreSQL's own worker does within minutes."""
    with psycopg.connect(settings.STORE.owner_url, autocommit=True) as owner:
        owner.execute("ANALYZE")


def _size(owner: psycopg.Connection, ocgs: int, officers: int, decade: float = 0) -> None:
    owner.execute(
        "CREATE TEMP TABLE size AS SELECT %s::int AS ocgs, %s::int AS officers, now() AS at, "
        "%s::int AS version, %s::float AS decade",
        [ocgs, officers, VERSION, decade],
    )


def make_durable() -> None:
    """A commit is safe on disk again, where tests in the same server had made them faster.

    A test of the bench leaves the server as it is, for the tests that run beside it.
    """
    if TEMPLATE in os.environ:
        return
    with psycopg.connect(settings.STORE.owner_url, autocommit=True) as owner:
        if _first(owner, "SHOW fsync") == "off":
            owner.execute("ALTER SYSTEM RESET fsync")
            owner.execute("SELECT pg_reload_conf()")


def prove() -> int:
    """Have wall_refresh derive a sample of dossiers again and compare; returns how many."""
    with psycopg.connect(settings.STORE.owner_url) as owner:
        owner.execute(
            "CREATE TEMP TABLE sample AS SELECT id, readers, lapses_at FROM access_dossier "
            "ORDER BY hashint8(id) LIMIT %s",
            [SAMPLE],
        )
        owner.execute("SELECT wall_refresh(id) FROM sample")
        wrong = owner.execute(
            "SELECT d.about FROM sample s JOIN access_dossier d USING (id) "
            "WHERE (d.readers, d.lapses_at) IS DISTINCT FROM (s.readers, s.lapses_at)"
        ).fetchall()
        owner.rollback()
    if wrong:
        raise NotAsTheProgramDerives(", ".join(row[0] for row in wrong[:10]))
    return SAMPLE


def counts() -> dict[str, int]:
    """How many rows stand in the tables that matter."""
    with psycopg.connect(settings.STORE.owner_url) as owner:
        return {table: _first(owner, f"SELECT count(*) FROM {table}") for table in COUNTED}  # noqa: S608


def server() -> tuple[str, str]:
    """PostgreSQL's version and the size of the database."""
    with psycopg.connect(settings.STORE.owner_url) as owner:
        return (
            _first(owner, "SHOW server_version"),
            _first(owner, "SELECT pg_size_pretty(pg_database_size(current_database()))"),
        )


def tables_behind_the_wall() -> list[str]:
    """Every table with row-level security."""
    with psycopg.connect(settings.STORE.owner_url) as owner:
        rows = owner.execute(
            "SELECT relname FROM pg_class WHERE relrowsecurity AND relkind = 'r' ORDER BY 1"
        )
        return [row[0] for row in rows]


@contextmanager
def wall_off() -> Iterator[None]:
    """Row-level security disabled on every table, by their owner: the queries are the same."""
    tables = tables_behind_the_wall()
    _alter(tables, "DISABLE ROW LEVEL SECURITY")
    try:
        yield
    finally:
        _alter(tables, "ENABLE ROW LEVEL SECURITY")


def _alter(tables: list[str], how: str) -> None:
    with psycopg.connect(settings.STORE.owner_url) as owner:
        for table in tables:
            owner.execute(sql.SQL("ALTER TABLE {} " + how).format(sql.Identifier(table)))


def _first(owner: psycopg.Connection, query: str) -> Any:
    row = owner.execute(query).fetchone()
    return row[0] if row else None


@contextmanager
def _timed(took: dict[str, float], what: str) -> Iterator[None]:
    started = time.perf_counter()
    yield
    took[what] = time.perf_counter() - started
