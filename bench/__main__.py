"""`python -m bench`: fill a register of national size, measure it, print the tables, drop it."""

import time
import warnings

import click
from django.core.management import call_command
from rich.console import Console

from bench import beside, database, handovers, pages, report
from bench.measure import Measured, Scenario, count_queries, measure
from broadhurst.foundation.gc_tuning import freeze_heap

# A block is measured with the wall, the next without it, and so on: what the machine does besides
# then weighs on both alike.
BLOCKS = 4
WARM_UP = 5
# A page so slow that its readings take longer is read no further: there are enough of them.
SLOW_AFTER_SECONDS = 12
WIDTH = 100

console = Console(width=max(Console().width, WIDTH))


@click.command()
@click.option("--scale", default=1.0, show_default=True, help="Of 55,000 OCGs, 20,000 officers.")
@click.option("--runs", default=200, show_default=True, help="Readings of each page, each way.")
@click.option("--accepts", default=50, show_default=True, help="Transfers accepted, each way.")
@click.option("--keep", is_flag=True, help="Leave the database standing.")
def bench(scale: float, runs: int, accepts: int, keep: bool) -> None:
    """Measure Broadhurst on a made-up register of national size."""
    warnings.simplefilter("ignore")
    call_command("collectstatic", interactive=False, verbosity=0)
    started = time.perf_counter()
    with database.of_its_own(keep=keep):
        with console.status("Filling the register"):
            took = database.fill(scale)
            proved = database.prove()
        report.filled(console, took, proved)
        freeze_heap()  # as a worker of the site does
        read = pages.scenarios()
        filtered = pages.filtered_scenarios()
        beside_empty = beside.beside_empty()
        with console.status("Reading pages by turns"):
            beside.read_by_turns(beside_empty, -(-runs // 4))
        report.beside_empty(console, beside_empty)
        _read(read, filtered, runs)
        accepted = _accept(accepts)
        report.tables(console, [*read, accepted], filtered)
        report.machine(console, time.perf_counter() - started)


def _read(read: list[Scenario], filtered: list[Scenario], runs: int) -> None:
    for scenario in read:
        count_queries(scenario, 0)
    for block in range(BLOCKS):
        numbers = range(block * runs // BLOCKS, (block + 1) * runs // BLOCKS)
        with console.status(f"Reading pages, block {block + 1} of {BLOCKS}, with the wall"):
            _block([(one, one.on) for one in read], numbers)
        with (
            console.status(f"Reading pages, block {block + 1} of {BLOCKS}, without"),
            database.wall_off(),
        ):
            _block([(one, one.off) for one in (*read, *filtered)], numbers)


def _block(scenarios: list[tuple[Scenario, Measured]], numbers: range) -> None:
    for scenario, into in scenarios:
        if sum(into.times) < 1000 * SLOW_AFTER_SECONDS:
            measure(Measured(), scenario.run, range(min(WARM_UP, len(numbers))))
            measure(into, scenario.run, numbers)


def _accept(accepts: int) -> Scenario:
    with console.status("Bringing transfers to where they can be accepted"):
        each = -(-accepts // BLOCKS)
        transfers = handovers.ready(2 * BLOCKS * each + 2)
    scenario = Scenario("Accept a transfer", handovers.accepting(transfers))
    with console.status("Accepting transfers"):
        scenario.run(0)
        count_queries(scenario, 0)
        for _ in range(BLOCKS):
            measure(scenario.on, scenario.run, range(each))
            with database.wall_off():
                measure(scenario.off, scenario.run, range(each))
    return scenario


if __name__ == "__main__":
    bench()
