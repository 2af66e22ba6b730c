"""`python -m bench.matching.truth`: link public truth sets, here and by Splink 5.

The sets are FEBRL's made-up Australians and Splink's historical figures, from
`BROADHURST_LINKAGE_DATA`. Both programs get the same columns and no label. Splink trains itself on
each set, and nothing here was trained on them. But the comparison of misspelt streets was added
after reading the errors on febrl3 and febrl4. febrl4 is easy for a program that also compares its
social security number.
"""

import gzip
import logging
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import click
import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet as pq
import splink.comparison_library as cl
from numpy.typing import NDArray
from rich.console import Console
from rich.table import Table
from splink import DuckDBAPI, Linker, SettingsCreator, block_on

from bench.matching.linkage import folder
from broadhurst_linkage.batch.cli import batch
from broadhurst_linkage.normalise.day import iso, votes

NAMES = {"first_name": "given_name", "surname": "surname", "dob": "date_of_birth",
         "town": "suburb", "postcode": "postcode"}  # fmt: skip
FIGURES = {"first_name": "first_name", "surname": "surname", "dob": "dob", "town": "birth_place",
           "postcode": "postcode_fake", "sex": "gender"}  # fmt: skip
RULES = (
    ("first_name", "surname"), ("surname", "dob"), ("first_name", "dob"), ("postcode", "surname"),
    ("postcode", "first_name"), ("postcode", "dob"), ("town", "dob"), ("street", "surname"),
    ("street", "first_name"),
)  # fmt: skip
LEAST = -10.0  # the best threshold of both is higher
Whose = NDArray[np.int64]


class Made(NamedTuple):
    """Pairs and weights, strongest first, with groups and seconds."""

    left: Whose
    right: Whose
    weights: NDArray[np.float64]
    groups: Whose
    seconds: float


def sets() -> Iterator[tuple[str, pa.Table, Whose]]:
    """Yield each set with the columns of both programs, and the person of each record."""
    for name, parts in (
        ("febrl1", "1"), ("febrl2", "2"), ("febrl3", "3"), ("febrl4", ("4a", "4b")),
    ):  # fmt: skip
        found = pa.concat_tables([_febrl(part) for part in parts])
        whose = [one.split("-")[1] for one in found["rec_id"].to_pylist()]
        yield name, _columns(found, NAMES), np.unique(whose, return_inverse=True)[1]
    figures = pq.read_table(
        folder() / "splink_datasets" / "historical_figures_with_errors_50k.parquet"
    )
    whose = np.unique(figures["cluster"].to_pylist(), return_inverse=True)[1]
    yield "historical figures", _columns(figures, FIGURES), whose


def _febrl(part: str) -> pa.Table:
    with gzip.open(folder() / "febrl" / f"dataset{part}.csv.gz") as file:
        text = pa.csv.ConvertOptions(default_column_type=pa.string())
        found = pa.csv.read_csv(file, convert_options=text)
    return found.rename_columns([name.strip() for name in found.column_names])


def _columns(table: pa.Table, names: dict[str, str]) -> pa.Table:
    each = {new: [_text(one) for one in table[old].to_pylist()] for new, old in names.items()}
    if "street_number" in table.column_names:
        parts = (table["street_number"].to_pylist(), table["address_1"].to_pylist())
        each["street"] = [
            " ".join(filter(None, map(_text, both))) or None for both in zip(*parts, strict=True)
        ]
    made: dict[str, object] = {"unique_id": np.arange(table.num_rows)}
    return pa.table(made | {name: pa.array(one, pa.string()) for name, one in each.items()})


def _text(value: str | None) -> str | None:
    return (value or "").strip() or None


def ours(table: pa.Table) -> Made:
    """Link like `broadhurst-linkage batch`."""
    with TemporaryDirectory() as place:
        register, pairs, groups = (Path(place) / f"{one}.parquet" for one in ("r", "p", "g"))
        pq.write_table(table, register)
        files = ["--register", str(register), "--out", str(pairs), "--clusters", str(groups)]
        begun = time.perf_counter()
        batch([*files, "--engine", "own", "--least", str(LEAST)], standalone_mode=False)
        seconds = time.perf_counter() - begun
        found, each = pq.read_table(pairs), pq.read_table(groups)
    columns = (found[name].to_numpy() for name in ("id_l", "id_r", "weight"))
    return Made(*columns, each["group"].to_numpy(), seconds)


def splink_5(table: pa.Table) -> Made:
    """Link with Splink 5, with the comparisons of its documentation."""
    logging.getLogger("splink").setLevel(logging.ERROR)
    begun = time.perf_counter()
    texts = [one or "" for one in table["dob"].to_pylist()]
    found = votes(texts, [1] * len(texts))
    days = [iso(text, found) for text in texts]
    held = table.set_column(
        table.column_names.index("dob"), "dob", pa.array([one or None for one in days], pa.string())
    )
    there = set(held.column_names)
    api = DuckDBAPI(duckdb.connect())
    rules = [block_on(*columns) for columns in RULES if there.issuperset(columns)]
    linker = Linker(api.register(held), _settings(there, rules))
    linker.training.estimate_probability_two_random_records_match(
        [block_on("first_name", "surname", "dob"), block_on("postcode", "dob")], recall=0.7
    )
    linker.training.estimate_u_using_random_sampling(max_pairs=5_000_000, seed=1)
    for columns in (("first_name", "surname"), ("dob",)):
        linker.training.estimate_parameters_using_expectation_maximisation(block_on(*columns))
    found = linker.inference.predict(threshold_match_weight=LEAST)
    made = linker.clustering.cluster_pairwise_predictions_at_threshold(found, 0.95)
    seconds = time.perf_counter() - begun
    sql = (
        "SELECT unique_id_l, unique_id_r, match_weight FROM"  # noqa: S608
        f" {found.physical_name} ORDER BY match_weight DESC"
    )
    pairs = api._con.sql(sql).to_arrow_table()
    sql = f"SELECT cluster_id FROM {made.physical_name} ORDER BY unique_id"  # noqa: S608
    groups = api._con.sql(sql).to_arrow_table()["cluster_id"].to_numpy()
    names = ("unique_id_l", "unique_id_r", "match_weight")
    return Made(*(pairs[name].to_numpy() for name in names), groups, seconds)


def _settings(there: set[str], rules: list[object]) -> SettingsCreator:
    comparisons = [
        cl.JaroWinklerAtThresholds(name, [0.92, 0.8]).configure(term_frequency_adjustments=True)
        for name in ("first_name", "surname")
    ]
    comparisons += [
        cl.DamerauLevenshteinAtThresholds("dob", [1, 2]),
        cl.LevenshteinAtThresholds("postcode", [1, 2]),
        cl.JaroWinklerAtThresholds("town", [0.9]),
    ]
    if "street" in there:
        comparisons.append(cl.JaroWinklerAtThresholds("street", [0.9]))
    if "sex" in there:
        comparisons.append(cl.ExactMatch("sex"))
    return SettingsCreator(
        link_type="dedupe_only",
        comparisons=comparisons,
        blocking_rules_to_generate_predictions=rules,
    )


def scores(made: Made, whose: Whose) -> list[str]:
    """Return the best F1 of pairs, the F1 at even odds, and the F1 of groups."""
    there = in_groups(whose)
    right = np.cumsum(whose[made.left] == whose[made.right])
    f1 = 2 * right / (np.arange(1, len(right) + 1) + there)
    even = int(np.count_nonzero(made.weights >= 0))
    both = in_groups(made.groups * (int(whose.max()) + 1) + whose)
    grouped = 2 * both / (in_groups(made.groups) + there)
    return [f"{one:.3f}" for one in (f1.max(), f1[even - 1], grouped)] + [f"{made.seconds:.1f}"]


def in_groups(groups: Whose) -> int:
    """Return the number of pairs in the groups."""
    counts = np.unique(groups, return_counts=True)[1]
    return int((counts * (counts - 1) // 2).sum())


@click.command()
def bench() -> None:
    """Print the results of both."""
    table = Table(title="F1 without a label: best, at even odds, of groups; seconds")
    for heading in ("", "records", "Splink 5", "", "", "", "here", "", "", ""):
        table.add_column(heading, justify="right" if heading else "left")
    ways: tuple[Callable[[pa.Table], Made], ...] = (splink_5, ours)
    ours(next(sets())[1])  # compiles
    for name, held, whose in sets():
        each = [score for way in ways for score in scores(way(held), whose)]
        table.add_row(name, f"{len(whose):,}", *each)
    Console(width=110).print(table)


if __name__ == "__main__":
    bench()
