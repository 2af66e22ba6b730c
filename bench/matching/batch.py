"""`python -m bench.matching.batch`: link a register here and by Splink 5.

The second stage is trained on `--labels` pairs of one half of the people. The other half measures
Splink, and ours without and with the second stage. Both link the register that
`BROADHURST_LINKAGE_DATA/gen_register.py` makes, or `--register FILE` with the same columns and an
`entity`. Splink trains itself on the register, with twelve common blocking rules: once plainly, and
once set up as its documentation advises (`well_set.py`). Targets are for the latter. Ours is the
shipped model, which was not trained on such a register.
"""

import logging
import os
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

import click
import duckdb
import numpy as np
import pyarrow.parquet as pq
from numpy.typing import NDArray
from rich.console import Console
from rich.table import Table
from splink import DuckDBAPI, Linker, block_on

from bench.matching import figures
from bench.matching.one_record import RULES, settings
from bench.matching.well_set import trained
from broadhurst_linkage.batch.cli import pairs_of
from broadhurst_linkage.batch.clusters import clusters
from broadhurst_linkage.batch.pairs import Pairs as Weighed
from broadhurst_linkage.batch.pairs import all_pairs, shared_keys
from broadhurst_linkage.batch.self_calibration import SelfCalibration, calibrate_to_register
from broadhurst_linkage.calibration.fit import Trained, train
from broadhurst_linkage.calibration.labels import Labels
from broadhurst_linkage.hashing import key_secret
from broadhurst_linkage.register_files import read
from broadhurst_linkage.scoring.model import shipped
from broadhurst_linkage.scoring.score import COMPARED, weigh_pairs
from broadhurst_linkage.scoring.second_stage import Stage

LEAST = -6.0  # the best threshold is never lower
TIMED = 4_000_000  # pairs
JUDGED, MOST_JUDGED = -4, 20  # the weights over which labels are drawn
STEPS = range(JUDGED, MOST_JUDGED + 1)
Numbers = NDArray[np.int64]


class Pairs(NamedTuple):
    """Pairs of records, with their weights."""

    left: Numbers
    right: Numbers
    weights: NDArray[np.float64]


class Found(NamedTuple):
    """The results of one way of linking, on people not used for training."""

    seconds: float
    processor: float  # seconds of all cores
    pairs: int
    best: float  # F1 of pairs at the best threshold
    grouped: float  # F1 of the pairs that its groups hold, at its best threshold
    recall: float  # of pairs, where 95 in 100 are right
    recall_90: float
    even: float  # F1 of pairs at even odds


class Clock:
    """Counts the seconds, and those of the processor, since it was made."""

    def __init__(self) -> None:
        self.begun, self.used = time.perf_counter(), time.process_time()

    def read(self) -> tuple[float, float]:
        """Return both."""
        return time.perf_counter() - self.begun, time.process_time() - self.used


def measured(
    seconds: tuple[float, float], many: int, pairs: Pairs, groups: float, whose: Numbers
) -> Found:
    """Return the best F1, and the recall at a precision of 0.95 and 0.9.

    A pair belongs to the half of its left record's person, so each half has its share of false
    pairs.
    """
    kept = is_tested(whose[pairs.left])
    weights = pairs.weights[kept]
    order = np.argsort(-weights, kind="stable")
    right_ones = np.cumsum((whose[pairs.left] == whose[pairs.right])[kept][order])
    there = in_groups(whose[is_tested(whose)])
    precision = right_ones / np.arange(1, len(order) + 1)
    recall = right_ones / there
    f1 = 2 * right_ones / (np.arange(1, len(order) + 1) + there)
    at = [float(recall[precision >= least].max(initial=0.0)) for least in (0.95, 0.9)]
    even = int(np.count_nonzero(weights >= 0))
    return Found(*seconds, many, float(f1.max()), groups, *at, float(f1[even - 1]) if even else 0.0)


def is_tested(people: Numbers) -> NDArray[np.bool_]:
    """Return who is in the measured half. Relatives mostly have consecutive numbers."""
    tested: NDArray[np.bool_] = people // 1000 % 2 == 1
    return tested


def in_groups(groups: Numbers) -> int:
    """Return the number of pairs in the groups."""
    counts = np.unique(groups, return_counts=True)[1]
    return int((counts * (counts - 1) // 2).sum())


def grouped(groups: Numbers, whose: Numbers) -> float:
    """Return the F1 of the pairs in the groups."""
    tested = is_tested(whose)
    groups, whose = groups[tested], whose[tested]
    both = in_groups(groups * (int(whose.max()) + 1) + whose)
    return 2 * both / (in_groups(groups) + in_groups(whose))


def ours(path: Path, whose: Numbers, second: Stage | None = None) -> Found:
    """Measure the compiled engine, from the file to the groups."""
    clock = Clock()
    found, groups = linked(path, second)
    seconds = clock.read()
    pairs = Pairs(found.left, found.right, found.weights)
    return measured(seconds, found.weighed, pairs, grouped(groups, whose), whose)


def linked(path: Path, second: Stage | None = None) -> tuple[Weighed, Numbers]:
    """Return the pairs of a file, and each record's group."""
    calibrated, pairs = paired(path, LEAST, second)
    return pairs, clusters(pairs, calibrated.rows, calibrated.model, calibrated.prior, second)


def paired(
    path: Path, least: float, second: Stage | None = None
) -> tuple[SelfCalibration, Weighed]:
    """Return the self-calibration of a file's register, and its pairs."""
    model, rows = shipped(), read(path, {}, "unique_id").rows
    shared = shared_keys(rows, key_secret(os.urandom(32)))
    calibrated = calibrate_to_register(rows, shared, model)
    return calibrated, pairs_of(calibrated, shared, "own", least, path.parent, second)


def alone(way: Callable[..., Found], warm: Path, *arguments: Any) -> Found:
    """Measure one way of linking in a process of its own, which has not read the register.

    It has linked the few records of `warm`, so that compiling is not timed.
    """
    with ProcessPoolExecutor(
        1, mp_context=get_context("spawn"), initializer=linked, initargs=(warm,)
    ) as process:
        return process.submit(way, *arguments).result()


def second_stage(path: Path, whose: Numbers, many: int) -> Trained:
    """Train on `many` pairs of the other half, drawn evenly over the weights."""
    _, found = paired(path, JUDGED)
    open_ = np.flatnonzero(~is_tested(whose[found.left]))
    step = np.clip(np.floor(found.weights[open_]), JUDGED, MOST_JUDGED).astype(int)
    rng = np.random.default_rng(1)
    each = [rng.permutation(open_[step == one])[: many // len(STEPS)] for one in STEPS]
    drawn = np.concatenate(each)
    same = whose[found.left[drawn]] == whose[found.right[drawn]]
    return train(Labels(found.first[drawn], found.levels[drawn], same, 0), shipped())


def splink_5(path: Path, whose: Numbers) -> Found:
    """Measure Splink 5 with plain settings, trained on the register itself."""
    logging.getLogger("splink").setLevel(logging.WARNING)
    clock = Clock()
    api = DuckDBAPI(duckdb.connect())
    linker = Linker(api.register(pq.read_table(path).drop(["entity"])), settings())
    linker.training.estimate_probability_two_random_records_match(
        [block_on("first_name", "surname", "dob"), block_on("phone")], recall=0.4
    )
    linker.training.estimate_u_using_random_sampling(max_pairs=5_000_000, seed=1)
    for columns in (("first_name", "surname"), ("dob",)):
        linker.training.estimate_parameters_using_expectation_maximisation(block_on(*columns))
    return _predicted(linker, api._con, clock, whose)


def well_set(path: Path, whose: Numbers) -> Found:
    """Measure Splink 5 set up as its documentation advises."""
    clock = Clock()
    linker, con = trained(pq.read_table(path).drop(["entity"]), RULES)
    return _predicted(linker, con, clock, whose)


def _predicted(linker: Linker, con: Any, clock: Clock, whose: Numbers) -> Found:
    found = linker.inference.predict(threshold_match_weight=LEAST)
    linker.clustering.cluster_pairwise_predictions_at_threshold(found, 0.9)
    seconds = clock.read()
    sql = f"SELECT unique_id_l, unique_id_r, match_weight FROM {found.physical_name}"  # noqa: S608
    pairs = con.sql(sql).to_arrow_table()
    names = ("unique_id_l", "unique_id_r", "match_weight")
    kept = Pairs(*(pairs[name].to_numpy() for name in names))
    score = max(
        _connected(linker, found, con, least, whose) for least in (0.5, 0.8, 0.9, 0.95, 0.99)
    )
    return measured(seconds, len(kept.left), kept, score, whose)


def _connected(linker: Linker, found: Any, con: Any, least: float, whose: Numbers) -> float:
    """Return the F1 of Splink's connected components at a threshold."""
    made = linker.clustering.cluster_pairwise_predictions_at_threshold(found, least)
    sql = f"SELECT unique_id, cluster_id FROM {made.physical_name} ORDER BY unique_id"  # noqa: S608
    return grouped(con.sql(sql).to_arrow_table()["cluster_id"].to_numpy(), whose)


def pairs_a_second(path: Path) -> float:
    """Return the pairs a second of one core, on the pairs of the batch in its order."""
    rows = read(path, {}, "unique_id").rows[:200_000]
    model = shipped()
    found = all_pairs(rows, key_secret(os.urandom(32)), model, 0.0, -1e9)
    left, right = found.left[:TIMED].copy(), found.right[:TIMED].copy()
    out, levels = np.empty(len(left)), np.empty((len(left), COMPARED), np.int8)

    def weigh() -> float:
        begun = time.thread_time()
        weigh_pairs(rows, left, right, model.weights, model.usual, 0.0, out, levels)
        return len(left) / (time.thread_time() - begun)

    return max(weigh() for _ in range(5))


def generated(folder: Path, size: int, seed: int) -> Path:
    """Generate a register with the data's generator. Raises ClickException."""
    data = os.environ.get("BROADHURST_LINKAGE_DATA")
    if not data:
        raise click.ClickException("Name BROADHURST_LINKAGE_DATA, or a --register.")
    made = folder / "register.parquet"
    places = f"{data}/places/uk_outcodes_cc0.csv"
    python = os.environ.get("BROADHURST_GENERATOR_PYTHON", sys.executable)
    subprocess.run(  # noqa: S603
        [python, f"{data}/gen_register.py", str(size), made, folder / "queries.parquet", str(seed),
         f"{data}/names", places], check=True,
    )  # fmt: skip
    return made


@click.command()
@click.option("--size", default=1_000_000, show_default=True)
@click.option("--seed", default=7, show_default=True)
@click.option("--labels", default=5_000, show_default=True, help="Pairs that somebody judged.")
@click.option("--register", "path", type=click.Path(exists=True, path_type=Path))
@figures.option
def bench(size: int, seed: int, labels: int, path: Path | None, into: Path | None) -> None:
    """Link a register with itself, here and by Splink 5, and print both."""
    with TemporaryDirectory() as folder:
        path = path or generated(Path(folder), size, seed)
        whose = pq.read_table(path, columns=["entity"])["entity"].to_numpy()
        warm = Path(folder) / "warm.parquet"
        pq.write_table(pq.read_table(path).slice(0, 2_000), warm)
        second = second_stage(path, whose, labels)
        ways = {
            "Splink, plain": alone(splink_5, warm, path, whose),
            "Splink, well set": alone(well_set, warm, path, whose),
            "ours, no label": alone(ours, warm, path, whose),
            "with labels": alone(ours, warm, path, whose, second.stage),
        }
        speed = pairs_a_second(path)
    show(ways, speed, len(whose))
    figures.put(into, figures_of(*ways.values(), speed))
    stage = second.stage
    click.echo(f"{stage.labels:,} labels, {stage.same:,} of one person; bits a label held out:")
    click.echo(f"{second.loss_first:.3f} of the first stage, {second.loss_second:.3f} of both")


def figures_of(
    plain: Found, theirs: Found, first: Found, second: Found, speed: float
) -> figures.Figures:
    """Return our figures compared with those of Splink 5, well set and plain."""
    return {
        "recall_times": second.recall / theirs.recall,
        f"{figures.BESIDE}recall_times": f"Splink 5: {theirs.recall:.3f}, plain {plain.recall:.3f};"
        f" without a label {first.recall:.3f}",
        "f1_times_first": first.best / theirs.best,
        f"{figures.BESIDE}f1_times_first": f"{first.best / plain.best:.3f} of a plain Splink's",
        "f1_times": second.best / theirs.best,
        f"{figures.BESIDE}f1_times": f"{second.best / plain.best:.3f} of a plain Splink's",
        "wall_times": first.seconds / theirs.seconds,
        f"{figures.BESIDE}wall_times": f"Splink 5: {theirs.seconds:.0f} s, with its training;"
        f" plain {plain.seconds:.0f} s",
        "processor_times": first.processor / theirs.processor,
        f"{figures.BESIDE}processor_times": f"{first.processor / plain.processor:.3f} of a plain"
        " Splink's",
        "pairs_a_second": speed,
        "ways": [found._asdict() for found in (plain, theirs, first, second)],
    }


LINES: tuple[tuple[str, str, Callable[[Found], float]], ...] = (
    ("seconds, all told", ".1f", lambda one: one.seconds),
    ("seconds of the processor", ".1f", lambda one: one.processor),
    ("pairs, weighed here; kept by Splink", ",", lambda one: one.pairs),
    ("best F1 of pairs", ".4f", lambda one: one.best),
    ("F1 of pairs at even odds", ".4f", lambda one: one.even),
    ("F1 of groups", ".4f", lambda one: one.grouped),
    ("recall at precision 0.95", ".4f", lambda one: one.recall),
    ("recall at precision 0.90", ".4f", lambda one: one.recall_90),
)


def show(ways: Mapping[str, Found], speed: float, records: int) -> None:
    """Print all results as a table, with our ratios to both settings of Splink."""
    table = Table(title=f"{records:,} records linked with themselves; in brackets, of each Splink")
    table.add_column("")
    for heading in ways:
        table.add_column(heading, justify="right")
    for words, form, value in LINES:
        each = [value(found) for found in ways.values()]
        texts = [format(one, form) for one in each]
        for at in (2, 3):
            texts[at] += "".join(f" ({each[at] / each[of]:.3f})" for of in (0, 1) if each[of])
        table.add_row(words, *texts)
    console = Console(width=140)
    console.print(table)
    console.print(f"Pairs weighed a second a core: {speed / 1e6:.2f} million")


if __name__ == "__main__":
    bench()
