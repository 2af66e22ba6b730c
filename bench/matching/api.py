"""`python -m bench.matching.api`: time checks through the API of a site.

It fills entries of about 200 units and starts the site with one worker, as an operator would. It
sends checks of people by name and date of birth, one after another on one connection. Enough
officers take turns that none reaches the rate limit. Half of the checks are of entered people, with
other typing errors. The people are made up here, with more similar names than usual. `--folder`
takes register.parquet and queries.parquet of another generator, as in `bench.matching.engine`.
"""

import http.client
import json
import socket
import subprocess
import time
from collections.abc import Iterable, Iterator
from datetime import timedelta
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

import click
import numpy as np
import psutil
import psycopg
import pyarrow as pa
import pyarrow.parquet as pq
from django.conf import settings
from rich.console import Console
from rich.table import Table

from bench import database, report
from bench.matching import figures, fill
from bench.matching.register import register
from bench.site import Address, served
from broadhurst.capabilities.deconfliction.matching import entry_lifecycle
from broadhurst.capabilities.deconfliction.rules.rate_limits import TARGETS_AN_HOUR
from broadhurst.foundation import clock
from broadhurst.foundation.agencies.models import ApiToken, Posting, Unit
from broadhurst.foundation.doors.tokens import digest, new_secret

PART = 100_000  # records made at a time; each part has its own error rate
WARM_UP = 100
AT = "/api/v1/deconfliction/checks"
# Checks of an officer's hourly limit that one run uses, as several runs may follow each other.
OF_AN_HOUR = TARGETS_AN_HOUR // 2


class Worked(NamedTuple):
    """Processor time in milliseconds."""

    site: float
    database: float

    def __sub__(self, before: "Worked") -> "Worked":
        return Worked(self.site - before.site, self.database - before.database)


@click.command()
@click.option("--size", default=1_000_000, show_default=True, help="Entries.")
@click.option("--checks", default=2_000, show_default=True, help="Checks that are timed.")
@click.option("--folder", type=click.Path(file_okay=False, path_type=Path))
@click.option("--keep", is_flag=True, help="Leave the database standing.")
@figures.option
def api(size: int, checks: int, folder: Path | None, keep: bool, into: Path | None) -> None:
    """Time checks through the site against a register of some size."""
    console = Console()
    started = time.perf_counter()
    with database.of_its_own(keep=keep):
        asked = filled(size, checks + WARM_UP, folder)
        console.print(f"Filled in {time.perf_counter() - started:.0f} seconds.")
        tokens = tokens_of(officers=-(-(checks + WARM_UP) // OF_AN_HOUR))
        database.make_durable()
        with served("--no-work", "--workers", "1") as (site, process):
            timed(site, tokens, asked[:WARM_UP])
            worked = processor(process)
            took, answers = timed(site, tokens[::-1], asked[WARM_UP:])
            worked = processor(process) - worked
        print_times(console, size, took, answers)
        figures.put(into, print_targets(console, took, worked))
        print_store(console)
        report.machine(console, time.perf_counter() - started)


def filled(size: int, checks: int, folder: Path | None = None) -> list[dict[str, Any]]:
    """Fill the store and return people to check, half of whom are in it."""
    database.fill_bodies()
    store = fill.Fill(list(Unit.objects.filter(kind=Unit.Kind.TEAM)))
    parts = of_another(folder) if folder else of_our_own(size, checks)
    asked: list[dict[str, Any]] = []
    with fill.indexed_after():
        for records, people in parts:
            store.add(records[: size - store.entries])
            asked = asked or asked_of(people, checks)
            if store.entries == size:
                break
    entry_lifecycle.count_names()
    return asked


def of_our_own(size: int, checks: int) -> Iterator[tuple[pa.Table, pa.Table]]:
    """Yield made-up registers with their own error rates, and queries.

    The queries are about the first only, because the last may have too few people.
    """
    for part, low in enumerate(range(0, size, PART)):
        yield register(min(PART, size - low), part, queries=0 if part else checks)


def of_another(folder: Path) -> Iterator[tuple[pa.Table, pa.Table]]:
    """Yield the register of another generator in parts, and its queries."""
    people = pq.read_table(folder / "queries.parquet")
    with pq.ParquetFile(folder / "register.parquet") as file:
        for records in file.iter_batches(PART):
            yield pa.Table.from_batches([records]), people


def asked_of(queries: pa.Table, checks: int) -> list[dict[str, Any]]:
    """Return checks by name and date of birth, half of people in the register."""
    people = fill.with_real_days(queries).to_pylist()
    known = [
        one for one in people if one["first_name"] and len(one["dob"] or "") == fill.WHOLE_DATE
    ]
    there = [one for one in known if one["entity"] >= 0][: checks // 2]
    others = [one for one in known if one["entity"] < 0][: checks // 2]
    found = [
        {
            "person": [f"{one['first_name']} {one['surname']}"],
            "born": one["dob"],
            "matter": "OP-BENCH",
        }
        for one in there + others
    ]
    Random(0).shuffle(found)  # noqa: S311 - an order, not a secret
    return found


def tokens_of(officers: int) -> list[str]:
    """Return a token for each of `officers` officers in different teams."""
    postings = Posting.objects.filter(unit__kind=Unit.Kind.TEAM).order_by("officer_id")[:officers]
    tokens = [new_secret() for _ in postings]
    now = clock.now()
    ApiToken.objects.bulk_create(
        ApiToken(posting=posting, label="Bench", digest=digest(token), created_at=now,
                 expires_at=now + timedelta(days=1))
        for posting, token in zip(postings, tokens, strict=True)
    )  # fmt: skip
    return tokens


def processor(site: subprocess.Popen[bytes]) -> Worked:
    """Return the processor time so far of the site and of its database processes."""
    top = psutil.Process(site.pid)
    with psycopg.connect(settings.STORE.owner_url) as owner:
        serving = owner.execute(
            "SELECT pid FROM pg_stat_activity WHERE datname = current_database() "
            "AND pid <> pg_backend_pid() AND backend_type = 'client backend'"
        ).fetchall()
    return Worked(
        _milliseconds([top, *top.children(recursive=True)]),
        _milliseconds(psutil.Process(pid) for (pid,) in serving),
    )


def _milliseconds(processes: Iterable[psutil.Process]) -> float:
    times = [process.cpu_times() for process in processes]
    return 1000 * sum(one.user + one.system for one in times)


def timed(
    site: Address, tokens: list[str], asked: list[dict[str, Any]]
) -> tuple[list[float], list[dict[str, Any]]]:
    """Return the milliseconds until each answer begins to arrive, and the answer.

    The answer is complete when it begins, and reading its headers is the client's time.
    """
    connection = http.client.HTTPConnection(*site)
    connection.connect()
    took, answers = [], []
    for number, one in enumerate(asked):
        headers = {
            "Authorization": f"Bearer {tokens[number % len(tokens)]}",
            "Content-Type": "application/json",
        }
        body = json.dumps(one).encode()
        started = time.perf_counter()
        connection.request("POST", AT, body, headers)
        connection.sock.recv(1, socket.MSG_PEEK)
        took.append(1000 * (time.perf_counter() - started))
        response = connection.getresponse()
        answer = response.read()
        if response.status != http.HTTPStatus.CREATED:
            raise click.ClickException(f"{response.status}: {answer.decode()}")
        answers.append(json.loads(answer))
    return took, answers


def print_times(
    console: Console, size: int, took: list[float], answers: list[dict[str, Any]]
) -> None:
    """Print the times of all checks, and of those with a hit, a referral and neither."""
    table = Table(title=f"Checks through the API, {size:,} entries, one worker, milliseconds")
    for column in ("", "n", "p50", "p99", "most", "a second"):
        table.add_column(column, justify="right" if column else "left", no_wrap=True)
    sorts = [
        "hit" if a["hit_count"] else "referred" if a["referred"] else "no hit" for a in answers
    ]
    for sort in ("all", "no hit", "hit", "referred"):
        times = [t for t, of in zip(took, sorts, strict=True) if sort in ("all", of)]
        if times:
            p50, p99, most = np.percentile(times, (50, 99, 100))
            rate = 1000 * len(times) / sum(times)
            table.add_row(
                sort, str(len(times)), f"{p50:.1f}", f"{p99:.1f}", f"{most:.1f}", f"{rate:.0f}"
            )
    console.print(table)


def print_targets(console: Console, took: list[float], worked: Worked) -> figures.Figures:
    """Print the targets, the results, and the processor time of a check.

    Other programs delay a check, but do not add to its processor time.
    """
    p50, p99 = np.percentile(took, (50, 99))
    site, store = worked.site / len(took), worked.database / len(took)
    table = Table(title="Targets")
    for column in ("", "target", "measured"):
        table.add_column(column, justify="right" if column else "left")
    table.add_row("p50, ms", "5", f"{p50:.1f}")
    table.add_row("p99, ms", "25", f"{p99:.1f}")
    table.add_row("a second, one after another", "", f"{1000 * len(took) / sum(took):.0f}")
    table.add_row("a second a core, the site's processor", "200", f"{1000 / site:.0f}")
    table.add_row("a second a core, with the database's", "", f"{1000 / (site + store):.0f}")
    table.add_row("processor a check in the site, ms", "", f"{site:.2f}")
    table.add_row("processor a check in the database, ms", "", f"{store:.2f}")
    console.print(table)
    both = 1000 / (site + store)
    return {"api_p50": float(p50), "api_p99": float(p99), "api_a_second": both}


def print_store(console: Console) -> None:
    """Print rows and sizes of the two tables, and whether a commit is safe on disk."""
    table = Table(title="The store")
    for column in ("", "rows", "table", "indexes"):
        table.add_column(column, justify="right" if column else "left")
    with psycopg.connect(settings.STORE.owner_url) as owner:
        for row in owner.execute(
            "SELECT relname, to_char(reltuples, 'FM999,999,999,999'), "
            "pg_size_pretty(pg_table_size(oid)), pg_size_pretty(pg_indexes_size(oid)) "
            "FROM pg_class WHERE relname IN ('deconfliction_entry', 'deconfliction_key') ORDER BY 1"
        ):
            table.add_row(*row)
        console.print(table)
        for name in ("fsync", "synchronous_commit", "shared_buffers"):
            (value,) = owner.execute("SELECT current_setting(%s)", [name]).fetchone() or ("",)
            console.print(f"{name}: {value}")


if __name__ == "__main__":
    api()
