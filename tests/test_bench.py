"""The benchmark runs, with a small register and few readings.

No times are asserted.
"""

import io
import os
import subprocess
import sys
from random import Random

import pytest
from django.conf import settings
from rich.console import Console

from bench.matching.figures import AIMS, BESIDE, Aim, table
from bench.open_loop import arrivals
from tests.conftest import EMPTY

SMALL = ("--scale", "0.01", "--runs", "2", "--accepts", "1")
FEW = ("--size", "500", "--only", "equality", "--only", "events")


def told(*run: str) -> str:
    """Run a benchmark as from a terminal, and return what it prints."""
    environment = {
        **os.environ,
        "DATABASE_OWNER_URL": settings.STORE.owner_url,
        "DATABASE_URL": settings.STORE.application_url,
        "BROADHURST_BENCH_TEMPLATE": EMPTY,
    }
    ran = subprocess.run(  # noqa: S603
        [sys.executable, "-m", *run], env=environment, capture_output=True, text=True
    )
    assert ran.returncode == 0, ran.stderr
    return ran.stdout


def test_the_bench_fills_measures_and_prints() -> None:
    printed = told("bench", *SMALL)
    for expected in (
        "Accept a transfer",
        "Empty page",
        "Insight, Investigator",
        "EXISTS over grants",
        "as wall_refresh derives them",
    ):
        assert expected in printed


def test_the_bench_of_search_measures_each_kind_of_search() -> None:
    printed = told("bench.search", "--scale", "0.01", "--runs", "2")
    for expected in ("Typing error", "Part of a reference", "Common name", "sees all"):
        assert expected in printed


def test_the_bench_of_successions_merges_two_forces() -> None:
    assert "Merge of two forces" in told("bench.successions", "--scale", "0.01")


def test_the_bench_of_large_pages_prints_each_beside_the_empty_page() -> None:
    printed = told("bench.large", "--scale", "0.01", "--runs", "2")
    for expected in ("Empty page", "Meeting of 2 items", "Demand over", "Ledger over", "Leaver:"):
        assert expected in printed


def test_the_bench_of_answering_reads_its_pages_and_imports_findings() -> None:
    printed = told("bench.answering", "--scale", "0.01", "--decade", "0.01", "--runs", "1")
    for expected in ("Oversight, the country", "Letter, PDF", "Import of 500 findings"):
        assert expected in printed


def test_the_bench_of_sharing_imports_checks_and_exports() -> None:
    printed = told("bench.sharing", "--new", "--ocgs", "20")
    for expected in (
        "20 OCGs with 120 people",
        "step 1",
        "Network of the unit",
        "Frame of",
        "as xlsx (",
    ):
        assert expected in printed


def test_the_bench_of_public_pages_gets_every_page() -> None:
    printed = told("bench.public", "--pages", "50", "--rate", "50", "--seconds", "2")
    rows = [line.split("│") for line in printed.splitlines() if "a second" in line]
    assert [row[3].strip() for row in rows] == ["0", "0"], printed


def test_the_bench_of_a_mix_measures_each_kind_of_request_without_errors() -> None:
    printed = told("bench.mix", "--scale", "0.01", "--rate", "8", "--seconds", "5")
    for expected in ("50 officers, 8 requests a second", "OCG", "List", "Home", "p99"):
        assert expected in printed
    [everything] = [line for line in printed.splitlines() if "│ All " in line]
    assert everything.split("│")[3].strip() == "0", printed


def test_arrivals_are_drawn_beforehand_at_their_rate() -> None:
    dice = [Random(1), Random(1)]  # noqa: S311 - an order, not a secret
    times = arrivals(50, 20, dice[0])
    assert times == sorted(times)
    assert 850 < len(times) < 1150
    assert times == arrivals(50, 20, dice[1])


def test_measures_of_the_matcher_come_together_in_one_table() -> None:
    lines = told("bench.matching", *FEW).splitlines()
    title = next(at for at, line in enumerate(lines) if "500 records" in line)
    said = {aim.figure: row for aim in AIMS for row in lines[title:] if f" {aim.words} " in row}
    assert "│ reached" in said["weights_apart"]
    assert "at most 1.00" in said["events_p50"]
    assert "numpy" in said["events_p50"]
    assert "not measured" in said["bulk_seconds"]


@pytest.mark.parametrize(
    ("value", "aim", "word"),
    [
        (5.0, Aim("it", "a measure", most=5.0), "reached"),
        (5.001, Aim("it", "a measure", most=5.0), "missed"),
        (0.8, Aim("it", "a measure", least=0.8), "reached"),
        (0.799, Aim("it", "a measure", least=0.8), "missed"),
        (0, Aim("it", "a measure", most=0), "reached"),
        (None, Aim("it", "a measure", least=0.8), "not measured"),
    ],
)
def test_a_figure_is_reached_or_missed_at_its_aim(value: float | None, aim: Aim, word: str) -> None:
    found = {} if value is None else {"it": value, f"{BESIDE}it": "another"}
    out = io.StringIO()
    Console(file=out, width=120).print(table(found, "All", [aim]))
    [line] = [line for line in out.getvalue().splitlines() if "a measure" in line]
    assert word in [cell.strip() for cell in line.split("│")]
    assert ("another" in line) == bool(found)
