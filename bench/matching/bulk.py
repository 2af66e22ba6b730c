"""`python -m bench.matching.bulk REGISTER`: a table of 100,000 rows checked against 1 M entries.

REGISTER is one that `bench.matching.register` made. Its first records are entered by units of other
bodies; the rows are later ones, of which a share is of people who are entered. The check runs as a
worker runs it, in a process of its own; what is timed is that process, from its start to its end.
"""

import csv
import subprocess
import sys
import time
from collections.abc import Iterable
from datetime import timedelta
from io import StringIO
from itertools import islice
from random import Random
from typing import Any

import click
import psycopg
import pyarrow.parquet as pq
from django.conf import settings
from django.db import connections
from psycopg.types.json import Jsonb
from rich.console import Console
from rich.table import Table

import bench  # noqa: F401 names the database before Django reads where it is
from bench import database
from broadhurst.capabilities.deconfliction.commands.send_bulk_check import send_bulk_check
from broadhurst.capabilities.deconfliction.commands.start_bulk_check import start_bulk_check
from broadhurst.capabilities.deconfliction.matching.store import Asker, _keys_of
from broadhurst.capabilities.deconfliction.models import BulkCheck
from broadhurst.capabilities.deconfliction.queries.bulk import understood
from broadhurst.capabilities.deconfliction.sheets.columns import guess
from broadhurst.capabilities.deconfliction.sheets.read import read
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.wall import seen_as
from broadhurst.foundation.agencies.models import Unit
from tests.people import make_cast

COLUMNS = {
    "first_name": "first", "middle_name": "middle", "surname": "surname", "sex": "sex",
    "dob": "born", "street": "street", "town": "town", "postcode": "postcode", "phone": "phone",
    "vrm": "vehicle",
}  # fmt: skip
READ_AT_ONCE = 2_000
LIFE = timedelta(days=730)
ENTRIES = (
    "COPY deconfliction_entry (id, ref, unit_id, kind, label, content, rows, version, ocg_ref, "
    "matter, is_silent, registered_at, expires_at) FROM STDIN"
)
KEYS = "COPY deconfliction_key (hash, entry_id, kind, is_exact) FROM STDIN (FORMAT BINARY)"
INDEXES = ("deconfliction_key_pkey", "deconfliction_key_entry_id")
Record = dict[str, Any]


@click.command()
@click.argument("register", type=click.Path(exists=True))
@click.option("--entries", default=1_000_000, show_default=True)
@click.option("--rows", default=100_000, show_default=True)
@click.option("--known", default=0.1, show_default=True, help="Share of rows of people entered.")
@click.option("--keep", is_flag=True, help="Leave the database standing.")
def bulk(register: str, entries: int, rows: int, known: float, keep: bool) -> None:
    """Fill a store, check a table against it, and print the seconds of each step."""
    console, took = Console(), {}
    records = pq.read_table(register).to_pylist()
    with database.of_its_own(keep=keep):
        cast = make_cast()
        with timed(took, "fill the store (not counted)"):
            fill(records[:entries], list(Unit.objects.exclude(pk=cast.gail.unit.pk)))
        ended = check(cast.gail, chosen(records, entries, rows, known), took)
    report(console, took, ended)


def chosen(records: list[Record], entries: int, rows: int, known: float) -> list[Record]:
    """Records that were not entered: so many of people who were, the others of people who were
    not."""
    there = {one["entity"] for one in records[:entries]}
    rng, later = Random(0), records[entries:]  # noqa: S311
    of_known = [one for one in later if one["entity"] in there]
    of_others = [one for one in later if one["entity"] not in there]
    wanted = min(round(rows * known), len(of_known))
    found = of_known[:wanted] + of_others[: rows - wanted]
    rng.shuffle(found)
    return found


def fill(records: Iterable[Record], units: list[Unit]) -> None:
    """Enter every record for one unit or another, with the keys that a check would write."""
    now = clock.now()
    headings = list(COLUMNS)
    like = BulkCheck(headings=headings, columns=guess(headings))
    numbered = enumerate(records, start=1)
    with (
        psycopg.connect(settings.STORE.owner_url) as owner,
        psycopg.connect(settings.STORE.owner_url) as other,
    ):
        owner.execute("ALTER TABLE deconfliction_key DROP CONSTRAINT deconfliction_key_pkey")
        owner.commit()
        keys: list[tuple[int, int, int, bool]] = []
        with owner.cursor().copy(ENTRIES) as copy:
            while some := list(islice(numbered, READ_AT_ONCE)):
                cells = [(number, [_text(one[h]) for h in headings]) for number, one in some]
                for one in understood(like, cells):
                    if one.target is None:
                        continue
                    unit = units[one.number % len(units)]
                    target = one.target
                    copy.write_row(
                        (one.number, f"TGT-{one.number}", unit.pk, target.kind, target.label,
                         Jsonb(target.content), list(target.rows), target.version, "", "BENCH",
                         False, now, now + LIFE)
                    )  # fmt: skip
                    own = Asker(unit, matter="BENCH").key_of(target)
                    keys += ((h, one.number, k, e) for h, k, e in _keys_of(target, own))
        owner.commit()
        with other.cursor().copy(KEYS) as copy:
            copy.set_types(["int8", "int8", "int2", "bool"])
            for row in keys:
                copy.write_row(row)
        other.commit()
        owner.execute("ALTER TABLE deconfliction_key ADD PRIMARY KEY (hash, entry_id)")
        owner.execute(
            "SELECT setval('deconfliction_entry_id_seq', max(id)) FROM deconfliction_entry"
        )
        owner.commit()
        owner.autocommit = True
        owner.execute("VACUUM ANALYZE deconfliction_entry, deconfliction_key")
        owner.execute("CHECKPOINT")


def _text(value: object) -> str:
    return "" if value is None else str(value)


def check(actor: Actor, records: list[Record], took: dict[str, float]) -> BulkCheck:
    """Send the rows as a CSV file, start the check, and run it as a worker does."""
    text = StringIO()
    out = csv.DictWriter(text, list(COLUMNS), extrasaction="ignore")
    out.writeheader()
    out.writerows(records)
    with timed(took, "send: read the file, keep the rows"):
        bulk = send_bulk_check(
            actor=actor, file=read(text.getvalue().encode()), file_name="bench.csv", ocg=None,
            matter="BENCH", purpose="To measure.", only_targets=True,
        )  # fmt: skip
    start_bulk_check(actor=actor, bulk=bulk)
    connections.close_all()
    run = [sys.executable, "-m", "broadhurst", "deconfliction", "run-bulk-check", bulk.ref]
    with timed(took, "run: register, look, answer"):
        subprocess.run(run, check=True)  # noqa: S603
    with seen_as(actor):
        return BulkCheck.objects.select_related("receipt").get(pk=bulk.pk)


class timed:
    """Seconds that a step took, put under its words."""

    def __init__(self, took: dict[str, float], what: str) -> None:
        self.took, self.what = took, what

    def __enter__(self) -> None:
        self.started = time.perf_counter()

    def __exit__(self, *_: object) -> None:
        self.took[self.what] = time.perf_counter() - self.started


def report(console: Console, took: dict[str, float], ended: BulkCheck) -> None:
    """Print the seconds, and what came of the check."""
    table = Table("step", "seconds", title=f"{ended.rows_sent:,} rows: {ended.get_stage_display()}")
    for what, seconds in took.items():
        table.add_row(what, f"{seconds:.1f}")
    console.print(table)
    console.print(
        f"{ended.rows_hit:,} with a hit, {ended.rows_referred:,} referred, {ended.rows_wrong:,} "
        f"not checked; receipt {ended.receipt.ref if ended.receipt else 'none'}"
    )


if __name__ == "__main__":
    bulk()
