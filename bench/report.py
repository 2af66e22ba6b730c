"""The tables that are printed."""

import os
import platform
import resource

import django
from rich.console import Console
from rich.table import Table

from bench import database
from bench.measure import Measured, Scenario


def filled(console: Console, took: dict[str, float], proved: int) -> None:
    """What was filled, how long each step took, and what was proved of it."""
    table = Table(title="The register")
    table.add_column("Rows in")
    table.add_column("Number", justify="right")
    for name, number in database.counts().items():
        table.add_row(name, f"{number:,}")
    console.print(table)
    steps = ", ".join(f"{step} {seconds:.1f}" for step, seconds in took.items())
    console.print(f"Filled in {sum(took.values()):.0f} seconds ({steps}).")
    console.print(f"The readers of {proved} dossiers are as wall_refresh derives them.\n")


def tables(console: Console, scenarios: list[Scenario], filtered: list[Scenario]) -> None:
    """Times with the wall and without; then the list beside a filter in the application."""
    table = Table(title="With the wall and without it, milliseconds")
    for column in ("", "n", "queries", "p50", "p99", "p50 off", "p99 off", "wall costs"):
        table.add_column(column, justify="right" if column else "left", no_wrap=True)
    for one in scenarios:
        table.add_row(
            one.name,
            str(len(one.on.times)),
            f"{one.queries} + {one.standing}",
            *_times(one.on),
            *_times(one.off),
            f"x {one.on.p50 / one.off.p50:.2f}",
        )
    console.print(table)
    console.print("Queries: the page's own + those of every request (session, actor, wall).\n")

    by_name = {one.name: one for one in scenarios}
    beside = Table(title="The list, beside EXISTS over grants in the ORM (wall off), milliseconds")
    for column in (
        "",
        "p50",
        "p99",
        "n",
        "p50 filter",
        "p99 filter",
        "costs",
    ):
        beside.add_column(column, justify="right" if column else "left", no_wrap=True)
    for one in filtered:
        wall = by_name[one.name].on
        beside.add_row(
            one.name,
            *_times(wall),
            str(len(one.off.times)),
            *_times(one.off),
            f"x {one.off.p50 / wall.p50:.2f}",
        )
    console.print(beside)


def beside_empty(console: Console, scenarios: list[Scenario]) -> None:
    """Each page beside an empty one, and beside the same page for nobody."""
    anonymous, empty, *_ = scenarios
    table = Table(title="Beside an empty page, by turns, milliseconds")
    for column in ("", "n", "queries", "p50", "least", "x empty", "x anonymous"):
        table.add_column(column, justify="right" if column else "left", no_wrap=True)
    for one in scenarios:
        table.add_row(
            one.name,
            str(len(one.on.times)),
            str(one.queries + one.standing),
            f"{one.on.p50:.1f}",
            f"{one.on.least:.1f}",
            f"{one.on.least / empty.on.least:.1f}",
            f"{one.on.least / anonymous.on.least:.1f}",
        )
    console.print(table)
    console.print("The ratios are of the fastest readings. Queries include BEGIN and COMMIT.\n")


def machine(console: Console, seconds: float) -> None:
    """On what it was measured."""
    version, size = database.server()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    load = ", ".join(f"{one:.1f}" for one in os.getloadavg())
    console.print(
        f"\n{os.cpu_count()} cores, {platform.machine()}, {platform.system()}; "
        f"Python {platform.python_version()}, Django {django.__version__}, PostgreSQL {version}; "
        f"database {size}; peak memory of this process {peak:.0f} MB; "
        f"load average {load}; {seconds:.0f} seconds in all."
    )


def _times(measured: Measured) -> tuple[str, str]:
    return f"{measured.p50:.1f}", f"{measured.p99:.1f}"
