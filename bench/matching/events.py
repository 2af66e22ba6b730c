"""`python -m bench.matching.events`: find overlapping events in a million.

It compares deconfliction's own table, index and query with PostGIS and with a scan of all events.
The scan must give the same answers, for random events and at the edges of windows and radii.

PostGIS needs an empty database at `BROADHURST_POSTGIS_URL` that may install the extension.
"""

import os
from pathlib import Path

import click
import psycopg
from django.conf import settings
from django.db import connection
from rich.console import Console
from rich.table import Table

from bench import database
from bench.matching import figures
from bench.matching.made_events import FIRST, RADII, Register, as_event, edges, made_up
from bench.measure import Measured, Run, measure
from broadhurst.capabilities.deconfliction.matching.event_store import TO_MEET, events_near
from broadhurst.capabilities.deconfliction.models import Event
from broadhurst.capabilities.planned_events.conflicts import overlapping_events
from broadhurst.foundation.access.wall import elevated

SEED_OF_QUERIES = 7
WARM_UP = 100
COPY = (
    "COPY deconfliction_event (ref, unit_id, ocg_ref, asked_in, cover_name, kind, state, place, "
    "latitude, longitude, radius_m, starts_at, ends_at, buffer_minutes, is_armed, is_undercover, "
    "contact, late_reason, override_reason, planned_by_id, planned_at, begins_at, "
    "expires_at) FROM STDIN"
)
POSTGIS = """
CREATE EXTENSION IF NOT EXISTS postgis;
DROP TABLE IF EXISTS event;
CREATE TABLE event (place geography(Point), radius_m float8, span tstzrange);
"""
POSTGIS_NEAR = """
SELECT count(*) FROM event
WHERE ST_DWithin(place, %(place)s::geography, %(reach)s + %(widest)s, false)
  AND span && tstzrange(%(from)s, %(until)s)
  AND ST_Distance(place, %(place)s::geography, false) <= radius_m + %(reach)s
"""

console = Console(width=max(Console().width, 100))


def fill(register: Register, officer: int) -> None:
    """Insert the events into deconfliction's table, and check its constraints."""
    with psycopg.connect(settings.STORE.owner_url) as owner:
        with owner.cursor().copy(COPY) as copy:
            for row in range(len(register.unit)):
                event = as_event(register, row)
                copy.write_row(
                    (f"EVT-{row}", event.unit_id, "", "", "Copper Heron", "visit", "planned",
                     "A town", event.latitude, event.longitude, event.radius_m, event.begins_at,
                     event.expires_at, 0, False, False, "Scene 0161 496 0000", "", "", officer,
                     FIRST, event.begins_at, event.expires_at)
                )  # fmt: skip
        owner.commit()
        owner.autocommit = True
        owner.execute("VACUUM ANALYZE deconfliction_event")


def fill_postgis(register: Register, where: str) -> None:
    """Insert the same places and windows in PostGIS, with one GiST index."""
    with psycopg.connect(where) as server:
        server.execute(POSTGIS)
        with server.cursor().copy("COPY event FROM STDIN") as copy:
            for row in range(len(register.unit)):
                event = as_event(register, row)
                copy.write_row(
                    (f"SRID=4326;POINT({event.longitude} {event.latitude})", event.radius_m,
                     f"[{event.begins_at.isoformat()},{event.expires_at.isoformat()})")
                )  # fmt: skip
        server.execute("CREATE INDEX ON event USING gist (place, span)")
        server.commit()
        server.autocommit = True
        server.execute("VACUUM ANALYZE event")


def _postgis(where: str, queries: list[Event]) -> Measured:
    with psycopg.connect(where) as server:

        def ask(number: int) -> None:
            event = queries[number]
            server.execute(
                POSTGIS_NEAR,
                {"place": f"SRID=4326;POINT({event.longitude} {event.latitude})",
                 "reach": event.radius_m, "widest": max(RADII), "from": event.begins_at,
                 "until": event.expires_at},
            ).fetchone()  # fmt: skip

        return _timed(ask, len(queries))


def _timed(run: Run, number: int) -> Measured:
    measure(Measured(), run, range(min(WARM_UP, number)))
    measured = Measured()
    measure(measured, run, range(number))
    return measured


class Differs(Exception):
    """Deconfliction's query and the scan of every event disagree."""


def compare(register: Register, queries: list[Event], what: str) -> int:
    """Run queries both ways, and return how many hits both found. Raises Differs."""
    hits = 0
    with elevated(TO_MEET):
        with connection.cursor() as cursor:
            cursor.execute("SELECT min(id) FROM deconfliction_event")
            [first] = cursor.fetchone()
        for event in queries:
            found = sorted(met - first for met in _found(event))
            if found != register.scan(event):
                raise Differs(f"{what}: {event.latitude}, {event.longitude}, {event.begins_at}")
            hits += len(found)
    return hits


@click.command()
@click.option("--events", default=1_000_000, show_default=True)
@click.option("--queries", default=2_000, show_default=True)
@click.option("--keep", is_flag=True, help="Leave the database standing.")
@figures.option
def bench(events: int, queries: int, keep: bool, into: Path | None) -> None:
    """Time the search for overlapping events, and verify it with a scan."""
    with database.of_its_own(keep=keep):
        units, officer = bodies()
        register = made_up(events, units)
        with console.status("Filling"):
            fill(register, officer)
        new = made_up(queries, units, SEED_OF_QUERIES)
        asked = [as_event(new, row) for row in range(queries)]
        ours = _ours(asked)
        hits = compare(register, asked, "at random")
        at_edges = list(edges(register, range(0, events, max(1, events // 200)), 0))
        edge_hits = compare(register, at_edges, "at an edge")
        by_scan = _timed(_scanning(register, asked), min(200, queries))
        table = Table(title=f"{events:,} planned events, milliseconds a query")
        for column in ("", "n", "p50", "p99"):
            table.add_column(column, justify="right" if column else "left")
        _row(table, "Broadhurst: GiST on squares and windows, then exact", ours)
        _row(table, "numpy, every event", by_scan)
        beside = f"numpy {by_scan.p50:.2f}"
        if where := os.environ.get("BROADHURST_POSTGIS_URL"):
            with console.status("Filling PostGIS"):
                fill_postgis(register, where)
            postgis = _postgis(where, asked)
            _row(table, "PostGIS: GiST on geography and tstzrange, count alone", postgis)
            beside += f", PostGIS {postgis.p50:.2f}"
        console.print(table)
        figures.put(into, {"events_p50": ours.p50, f"{figures.BESIDE}events_p50": beside})
        if not where:
            console.print("PostGIS: not measured, as BROADHURST_POSTGIS_URL names no database.")
        console.print(
            f"Equal to the scan: {queries:,} random queries ({hits:,} hits), {len(at_edges):,} at "
            f"the edges of windows and radii ({edge_hits:,} hits)."
        )
        console.print(f"PostgreSQL {database.server()[0]}; load {os.getloadavg()[0]:.1f}.")


def bodies() -> tuple[list[int], int]:
    """Return the units of the benchmark's forces, and one officer."""
    with psycopg.connect(settings.STORE.owner_url) as owner:
        owner.execute("CREATE TEMP TABLE size AS SELECT 100 AS ocgs, 100 AS officers, now() AS at")
        owner.execute((database.FILL / "1_bodies.sql").read_text())
        units = [row[0] for row in owner.execute("SELECT id FROM agencies_unit ORDER BY id")]
        officer = owner.execute("SELECT min(id) FROM agencies_officer").fetchone()
        owner.commit()
    return units, officer[0] if officer else 0


def _found(event: Event) -> list[int]:
    return overlapping_events(event, events_near(event))


def _ours(asked: list[Event]) -> Measured:
    def ask(number: int) -> None:
        _found(asked[number])

    with elevated(TO_MEET):
        return _timed(ask, len(asked))


def _scanning(register: Register, asked: list[Event]) -> Run:
    def scan(number: int) -> None:
        register.scan(asked[number])

    return scan


def _row(table: Table, name: str, measured: Measured) -> None:
    table.add_row(name, str(len(measured.times)), f"{measured.p50:.2f}", f"{measured.p99:.2f}")


if __name__ == "__main__":
    bench()
