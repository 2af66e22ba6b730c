"""`python -m bench.matching.bulk`: a bulk check against a full store.

It fills entries of about 200 units like `fill`. Some rows are of entered people, with other typing
errors. The people are made up here, with names of many origins that are more similar than usual.
`--register` takes those of another generator. The check runs in its own process like a worker. The
time is that of the process, and its parts are timed from the log.
"""

import csv
import sys
import time
from io import StringIO
from itertools import pairwise
from pathlib import Path
from random import Random
from typing import Any

import click
import numpy as np
import psutil
import psycopg
import pyarrow as pa
import pyarrow.parquet as pq
from django.conf import settings
from django.db import connections
from rich.console import Console
from rich.table import Table

import bench  # noqa: F401 names the database before Django reads where it is
from bench import database, report
from bench.matching import figures, fill
from bench.matching.api import PART, print_store
from bench.matching.register import FIELDS, Dirt, as_table, people, register, written
from broadhurst.capabilities.bulk_checks.commands.send import send_bulk_check
from broadhurst.capabilities.bulk_checks.commands.start import start_bulk_check
from broadhurst.capabilities.bulk_checks.sheets.read import read
from broadhurst.capabilities.deconfliction.matching import entry_lifecycle
from broadhurst.capabilities.deconfliction.models import BulkCheck
from broadhurst.foundation.access.actor import Actor, actor_in
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.agencies.models import Posting, Unit
from broadhurst.foundation.audit.models import Event

STRANGERS = 4_211  # the seed of people who are not entered
START, LOOK, REGISTER, ANSWER, END = "start", "look", "register", "answer", "end"
Record = dict[str, Any]


@click.command()
@click.option("--size", default=1_000_000, show_default=True, help="Entries.")
@click.option("--rows", default=100_000, show_default=True)
@click.option("--known", default=0.1, show_default=True, help="Share of rows of people entered.")
@click.option(
    "--register",
    "registers",
    multiple=True,
    type=click.Path(exists=True),
    help="Parquet of another generator's records; several are put together.",
)
@click.option("--keep", is_flag=True, help="Leave the database standing.")
@figures.option
def bulk(
    size: int, rows: int, known: float, registers: tuple[str, ...], keep: bool, into: Path | None
) -> None:
    """Fill a store, run a bulk check against it, and print the seconds of each part."""
    console, started = Console(), time.perf_counter()
    with database.of_its_own(keep=keep):
        table = filled(size, rows, known, registers)
        entry_lifecycle.count_names()
        console.print(f"Filled in {time.perf_counter() - started:.0f} seconds.")
        database.make_durable()
        print_store(console)
        figures.put(into, {"bulk_seconds": check(console, officer(), table)})
        report.machine(console, time.perf_counter() - started)


def filled(size: int, rows: int, known: float, registers: tuple[str, ...]) -> list[Record]:
    """Fill the store and return the rows to check."""
    database.fill_bodies()
    store = fill.Fill(list(Unit.objects.filter(kind=Unit.Kind.TEAM)))
    of_known = round(rows * known)
    make = of_others if registers else of_our_own
    found = make(store, size, of_known, rows - of_known, *registers)
    Random(0).shuffle(found)  # noqa: S311 - an order, not a secret
    return fill.with_real_days(pa.Table.from_pylist(found)).to_pylist()


def of_others(store: fill.Fill, size: int, known: int, unknown: int, *files: str) -> list[Record]:
    """Enter the first records, and choose rows from the others by person."""
    whole = []
    for number, file in enumerate(files):
        read_in = pq.read_table(file, columns=["entity", *FIELDS])
        entity = np.asarray(read_in["entity"]) * len(files) + number
        whole.append(read_in.set_column(0, "entity", pa.array(entity)))
    records = pa.concat_tables(whole)
    records = records.take(np.random.default_rng(0).permutation(len(records)))
    with fill.indexed_after():
        for low in range(0, size, PART):
            store.add(records[low : min(low + PART, size)])
    there = np.isin(records["entity"], np.asarray(records["entity"][:size]))
    there[:size] = False
    strange = ~there
    strange[:size] = False
    chosen = [*np.flatnonzero(there)[:known], *np.flatnonzero(strange)[:unknown]]
    if len(chosen) < known + unknown:
        raise click.ClickException("The register has too few records: give one more.")
    return list(records.take(chosen).to_pylist())


def of_our_own(store: fill.Fill, size: int, known: int, unknown: int) -> list[Record]:
    """Enter made-up registers, and return rows about some of their people."""
    parts = -(-size // PART)
    found: list[Record] = []
    with fill.indexed_after():
        for part in range(parts):
            wanted = -(-known // parts)
            records, queries = register(min(PART, size - store.entries), part, queries=wanted)
            store.add(records[: size - store.entries])
            found += [one for one in queries.to_pylist() if one["entity"] >= 0]
    return found[:known] + strangers(unknown)


def strangers(many: int) -> list[Record]:
    """Return records of people who are not in the store."""
    rng = Random(STRANGERS)  # noqa: S311 - made-up people, not secrets
    dirt = Dirt.drawn(rng)
    lines = [(-1, who, written(rng, who, dirt, later=True)) for who in people(rng, many)]
    return as_table(lines).to_pylist()


def officer() -> Actor:
    """Return an officer who sends a bulk check."""
    posting = Posting.objects.filter(unit__kind=Unit.Kind.TEAM).order_by("officer_id").first()
    if posting is None:
        raise click.ClickException("There is no officer.")
    return actor_in(posting)


def check(console: Console, actor: Actor, records: list[Record]) -> float:
    """Send the rows as a CSV file, run the check like a worker, and print its parts.

    Returns the seconds of the run.
    """
    text = StringIO()
    out = csv.DictWriter(text, FIELDS, extrasaction="ignore")
    out.writeheader()
    out.writerows(records)
    started = time.perf_counter()
    bulk = send_bulk_check(
        actor=actor, file=read(text.getvalue().encode()), file_name="bench.csv", ocg=None,
        matter="BENCH", purpose="To measure.", only_targets=True,
    )  # fmt: skip
    console.print(f"Sent, read and kept in {time.perf_counter() - started:.1f} seconds.")
    start_bulk_check(actor=actor, bulk=bulk)
    connections.close_all()
    run = [sys.executable, "-m", "broadhurst", "deconfliction", "run-bulk-check", bulk.ref]
    before, wal = psutil.cpu_times(), written_ahead()
    started = time.perf_counter()
    worker = psutil.Popen(run)
    if worker.wait():
        raise click.ClickException("The run failed.")
    took = time.perf_counter() - started
    after = psutil.cpu_times()
    busy = sum(after[:3]) - sum(before[:3])
    with as_actor(actor):
        ended = BulkCheck.objects.select_related("receipt").get(pk=bulk.pk)
        log = list(Event.objects.filter(subject=bulk.ref).order_by("pk"))
    print_parts(console, took, parts(log, took), ended)
    console.print(
        f"The machine's processors were busy {busy:.1f} seconds meanwhile, with this or other "
        f"work. Written ahead: {(written_ahead() - wal) / 1e6:,.0f} MB."
    )
    return took


def parts(log: list[Event], took: float) -> dict[str, float]:
    """Return the seconds of each part, from the start times of the steps in the log."""
    of = {"registered": REGISTER, "answered": ANSWER}
    steps = [one for one in log if one.verb.split(".")[1] in ("begun", *of, "ended")]
    seconds = dict.fromkeys((REGISTER, LOOK, ANSWER), 0.0)
    for one, after in pairwise(steps):
        part = of.get(one.verb.split(".")[1], REGISTER)
        # The last registration step finds no row. From then on the run looks for candidates.
        if after.verb == "bulk_check.answered" and part == REGISTER:
            part = LOOK
        seconds[part] += (after.at - one.at).total_seconds()
    return seconds | {f"{START}, {END}": took - sum(seconds.values())}


def print_parts(console: Console, took: float, seconds: dict[str, float], ended: BulkCheck) -> None:
    """Print the seconds of each part, and the result of the check."""
    rows = ended.rows_sent
    table = Table(title=f"{rows:,} rows: {ended.get_stage_display()}")
    for column in ("", "seconds", "rows a second"):
        table.add_column(column, justify="right" if column else "left")
    for what, of_it in (seconds | {"all": took}).items():
        table.add_row(what, f"{of_it:.1f}", f"{rows / of_it:,.0f}" if of_it else "")
    console.print(table)
    console.print(
        f"{ended.rows_hit:,} with a hit, {ended.rows_referred:,} referred, {ended.rows_wrong:,} "
        f"not checked; receipt {ended.receipt.ref if ended.receipt else 'none'}"
    )


def written_ahead() -> int:
    """Return the bytes of PostgreSQL's write-ahead log so far."""
    with psycopg.connect(settings.STORE.owner_url) as owner:
        found = owner.execute("SELECT pg_current_wal_insert_lsn() - '0/0'::pg_lsn").fetchone()
    return int(found[0]) if found else 0


if __name__ == "__main__":
    bulk()
