"""`python -m bench.search`: search a made-up register of national size, through the page."""

import time
import warnings
from pathlib import Path
from urllib.parse import quote

import click
import psycopg
from django.conf import settings
from django.core.management import call_command
from rich.console import Console
from rich.table import Table

from bench import database, readers, report
from bench.measure import Measured, Run, Scenario, count_queries, measure
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.gc_tuning import freeze_heap

P50, P99 = 60, 200  # milliseconds that a search may take
NAMES = Path(__file__).parent / "search.sql"
WARM_UP = 3
console = Console(width=max(Console().width, 100))
# One person and OCG of which the reader can see both, for searches that find something.
SEEN = """
SELECT p.name, i.value, o.ref, o.name, coalesce(p.aliases[1], p.name)
FROM register_person p JOIN register_ocg o ON o.id = p.dossier_id
JOIN access_dossier d ON d.id = p.dossier_id
JOIN register_identifier i ON i.person_id = p.id
WHERE d.readers && %s::bigint[] AND p.id %% 3 = 0 ORDER BY hashint8(p.id) LIMIT 1
"""


@click.command()
@click.option("--scale", default=1.0, show_default=True, help="Of 55,000 OCGs, 190,000 people.")
@click.option("--runs", default=100, show_default=True, help="Searches of each kind.")
@click.option("--keep", is_flag=True, help="Leave the database standing.")
@click.option("--again", is_flag=True, help="Measure a database that --keep left standing.")
def bench(*, scale: float, runs: int, keep: bool, again: bool) -> None:
    """Measure search on a made-up register of national size."""
    warnings.simplefilter("ignore")
    call_command("collectstatic", interactive=False, verbosity=0)
    started = time.perf_counter()
    if again:
        read(runs)
        return
    with database.of_its_own(keep=keep):
        with console.status("Filling the register"):
            took = database.fill(scale, NAMES)
        report.filled(console, took, 0)
        read(runs)
        report.machine(console, time.perf_counter() - started)


def read(runs: int) -> None:
    """Measure each kind of search, for a team, a force's register and one who sees all."""
    freeze_heap()  # as a worker of the site does
    table = Table(title="Search, milliseconds through the page")
    for column in ("", "reader", "n", "queries", "p50", "p99", f"aims: {P50}, {P99}"):
        table.add_column(column, justify="left" if column in ("", "reader") else "right")
    for who, actor in (
        ("a team", readers.narrow(1)[0]),
        ("a force's register", readers.keepers(1)[0]),
        ("sees all", readers.wide()),
    ):
        for name, text in _texts(actor).items():
            scenario = Scenario(name, _searching(actor, text))
            measure(Measured(), scenario.run, range(min(WARM_UP, runs)))
            count_queries(scenario, 0)
            measure(scenario.on, scenario.run, range(runs))
            reached = scenario.on.p50 <= P50 and scenario.on.p99 <= P99
            table.add_row(
                name, who, str(runs), f"{scenario.queries} + {scenario.standing}",
                f"{scenario.on.p50:.1f}", f"{scenario.on.p99:.1f}",
                "reached" if reached else "missed",
            )  # fmt: skip
    console.print(table)


def _texts(actor: Actor) -> dict[str, str]:
    """Return what is searched for, by its name."""
    with psycopg.connect(settings.STORE.owner_url) as owner:
        row = owner.execute(SEEN, [list(actor.principals)]).fetchone()
    if row is None:
        raise LookupError(f"{actor} sees nobody.")
    name, phone, ref, cover_name, alias = row
    given, surname = name.split(" ", 1)
    return {
        "Name": name,
        "Alias": alias,
        "Typing error": f"{given} {surname[0]}{surname[2:]}x",
        "Cover name": cover_name,
        "Phone": f"0{phone[3:7]} {phone[7:]}",
        "Part of a reference": ref[4:9],
        "No result": "Zebedee Quxworth",
        "Common name": "Mohammed Khan",
        "Common surname": "Khan",
        "Nickname": "Bill Smith",
        "Word of a description": "supplies",
        "Three letters": "mar",
    }


def _searching(actor: Actor, text: str) -> Run:
    client = readers.browser(actor)

    def run(_number: int) -> None:
        answer = client.get(f"/search/?q={quote(text)}")
        if answer.status_code != 200:
            raise RuntimeError(f"{text}: {answer.status_code}")

    return run


if __name__ == "__main__":
    bench()
