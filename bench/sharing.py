"""`python -m bench.sharing`: import a tracker, check it, show its network, export the register."""

import csv
import io
import time
import tracemalloc
import warnings
from collections.abc import Callable, Iterator
from functools import partial
from random import Random
from typing import Any

import click
from django.core.management import call_command
from rich.console import Console
from rich.table import Table

from bench import database, frames, readers, report
from broadhurst.capabilities.bulk_checks.sheets.read import read
from broadhurst.capabilities.ocg_imports.commands.check import CHECKED_AT_ONCE, check_imported_ocgs
from broadhurst.capabilities.ocg_imports.commands.map_columns import map_ocgs
from broadhurst.capabilities.ocg_imports.commands.run import add_waiting_ocgs, run_ocgs
from broadhurst.capabilities.ocg_imports.commands.send import send_ocgs
from broadhurst.capabilities.ocg_imports.models import OcgImport
from broadhurst.capabilities.ocg_imports.sheets.rows import LONGEST_TEXT
from broadhurst.foundation.access.actor import Actor, actor_in
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.agencies.models import Officer, Role
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.doors.authentication import POSTINGS
from broadhurst.foundation.gc_tuning import freeze_heap

PEOPLE = 6  # of each OCG of the tracker
IMPORT_IN = 180  # seconds of a tracker of 5,000 OCGs
FRAME = 33  # milliseconds, the median while a network of 2,000 nodes is panned
HEADINGS = ("OCG name", "Threat types", "Description", "Districts", "Owning unit", "SIO", "LRO",
            "Person", "DOB", "Category", "Part", "Mobile")  # fmt: skip
STEPS = 5  # steps of checks that are measured
PARTS = ("bar", "cor", "dun", "el", "fen", "gar", "hol", "ing", "kel", "lan", "mor", "nor", "pel",
         "ros", "sten", "tal", "ul", "ver", "wick", "yar")  # fmt: skip
console = Console(width=max(Console().width, 100))


@click.command()
@click.option("--scale", default=1.0, show_default=True, help="Of a register of 55,000 OCGs.")
@click.option("--ocgs", default=5_000, show_default=True, help="OCGs of the tracker.")
@click.option("--new", is_flag=True, help="Import into a register that is empty.")
@click.option("--keep", is_flag=True, help="Leave the database standing.")
def bench(*, scale: float, ocgs: int, new: bool, keep: bool) -> None:
    """Measure an import of OCGs with six people each, and what leaves the register."""
    warnings.simplefilter("ignore")
    call_command("collectstatic", interactive=False, verbosity=0)
    started = time.perf_counter()
    with database.of_its_own(keep=keep):
        with console.status("Filling the register"):
            if new:
                database.fill_bodies()
            else:
                report.filled(console, database.fill(scale), 0)
        actor = _coordinator()
        freeze_heap()  # as a worker of the site does
        table = Table(title=f"A tracker of {ocgs:,} OCGs with {ocgs * PEOPLE:,} people")
        for column in ("", "seconds", "aim"):
            table.add_column(column, justify="left" if not column else "right")
        sent = _import(actor, ocgs, table)
        _check(actor, sent, table)
        _network(table)
        _pan(table)
        _export(readers.wide() if not new else actor, table)
        console.print(table)
        report.machine(console, time.perf_counter() - started)


def _coordinator() -> Actor:
    """Return an officer of the unit that keeps the register of the first team's force."""
    [team] = readers.narrow(1)
    posting = POSTINGS.filter(unit__agency=team.agency, roles__contains=[Role.COORDINATOR])
    return actor_in(posting.order_by("officer_id")[0])


def _timed(does: Callable[[], Any]) -> tuple[Any, float]:
    started = time.perf_counter()
    return does(), time.perf_counter() - started


def _import(actor: Actor, ocgs: int, table: Table) -> OcgImport:
    """Send, map and add a tracker, as its coordinator and a worker do."""
    text = _tracker(ocgs)

    def send() -> OcgImport:
        file = read(text.encode(), longest_cell=LONGEST_TEXT)
        sent = send_ocgs(actor=actor, file=file, file_name="tracker.csv")
        return map_ocgs(actor=actor, upload=sent, columns=sent.columns)

    def add() -> OcgImport:
        asked = run_ocgs(actor=actor, upload=sent)
        done: OcgImport = add_waiting_ocgs(actor=actor, upload=asked) if asked.is_waiting else asked
        return done

    sent, read_in = _timed(send)
    sent, added_in = _timed(add)
    total = read_in + added_in
    aim = "reached" if total <= IMPORT_IN else "missed"
    table.add_row("Read and preview", f"{read_in:.1f}", "")
    table.add_row("Add every row", f"{added_in:.1f}", f"both {IMPORT_IN}: {aim}")
    return sent


def _tracker(ocgs: int) -> str:
    """Return a tracker as CSV: a row for each person, with the OCG in each."""
    dice = Random(1)  # noqa: S311 - made-up names
    names: Iterator[str] = iter(dict.fromkeys(_word(dice, 4) for _ in range(ocgs * 4)))
    team = readers.narrow(1)[0].unit
    district = team.district.name if team.district else ""
    sio, lro = Officer.objects.filter(postings__unit=team).order_by("pk")[:2]
    out = io.StringIO()
    rows = csv.writer(out)
    rows.writerow(HEADINGS)
    for number in range(ocgs):
        name = f"{next(names)} {next(names)}"
        for person in range(PEOPLE):
            day = f"{dice.randint(1, 28):02}/{dice.randint(1, 12):02}/{dice.randint(1960, 2004)}"
            phone = f"07700 {number:05}{person}"
            who = f"{_word(dice)} {_word(dice)}"
            rows.writerow((name, "Fraud", "Sells cars that do not exist.", district, team.name,
                           sio.username, lro.username, who, day, "Suspect", "Significant",
                           phone))  # fmt: skip
    return out.getvalue()


def _word(dice: Random, parts: int = 3) -> str:
    return "".join(dice.choices(PARTS, k=parts)).title()


def _check(actor: Actor, sent: OcgImport, table: Table) -> None:
    """Check the first OCGs, some at a time, as the job does."""
    steps = min(STEPS, len(sent.added) // CHECKED_AT_ONCE)
    for step in range(steps):
        sent, took = _timed(partial(check_imported_ocgs, actor=actor, upload=sent))
        table.add_row(f"Check {CHECKED_AT_ONCE} of them, step {step + 1}", f"{took:.1f}", "")


def _network(table: Table) -> None:
    """Read the network of the unit that owns the OCGs: its page, and the data of its chart."""
    client = readers.browser(readers.narrow(1)[0])
    for name, path in (("page", "/network/"), ("data", "/network/data/")):
        answer, took = _timed(partial(client.get, path))
        if answer.status_code != 200:
            raise RuntimeError(f"{path}: {answer.status_code}")
        table.add_row(f"Network of the unit, {name}", f"{took:.1f}", "")


def _pan(table: Table) -> None:
    """Pan the chart of that network in a browser."""
    found = frames.panned(readers.narrow(1)[0])
    if found is None:
        table.add_row("Frame of the network’s chart: no Chromium found", "", "")
        return
    nodes, middle, slow = found
    aim = "reached" if middle < FRAME else "missed"
    table.add_row(f"Frame of its chart of {nodes:,} nodes, median", f"{middle / 1000:.3f}",
                  f"{FRAME / 1000}: {aim}")  # fmt: skip
    table.add_row("The same, 95th percentile", f"{slow / 1000:.3f}", "")


def _export(actor: Actor, table: Table) -> None:
    """Download the whole register, and measure the memory that this takes at most."""
    client = readers.browser(actor)
    for kind in ("csv", "xlsx"):
        path = f"/ocgs/?state=any&download={kind}"
        answer, began = _timed(partial(client.get, path))
        size, sent = _timed(partial(_size, answer))
        tracemalloc.start()  # it slows the copy down, so this is another one
        _size(client.get(path))
        peak = tracemalloc.get_traced_memory()[1] / 1_000_000
        tracemalloc.stop()
        [rows] = _downloaded(actor)
        table.add_row(f"Export of {rows:,} OCGs as {kind} ({size / 1e6:.1f} MB), all of it",
                      f"{began + sent:.1f}", "")  # fmt: skip
        table.add_row("Until its first byte can be sent", f"{began:.1f}", "")
        table.add_row(f"Memory at most: {peak:.1f} MB", "", "")


def _size(answer: Any) -> int:
    return sum(map(len, answer))


def _downloaded(actor: Actor) -> list[int]:
    """Return the number of rows of the latest download, as the log has it."""
    with as_actor(actor):
        latest = Event.objects.filter(verb="list.downloaded").order_by("-pk")[:1]
        return [int(event.detail["rows"]) for event in latest]


if __name__ == "__main__":
    bench()
