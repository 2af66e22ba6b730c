"""`python -m bench.matching.engine`: the engine alone, in memory.

The register is made up here (`--size`, `--seed`), or it is register.parquet with queries.parquet in
a folder (`--folder`), perhaps of another generator. There `entity` is the person of each record,
and -1 for queries about people who are not in the register. Name frequencies are counted as on a
site (`count-names`). `--beside MANY` also times that many single calls of Splink 5, of Splink 4
with the Python in BROADHURST_SPLINK4, and of pg_trgm in the database at BROADHURST_TRGM_URL.
"""

import json
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

import click
import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from numpy.typing import NDArray
from rich.console import Console
from rich.table import Table

from bench.matching import figures, trigrams
from bench.matching.places import old_splink
from bench.matching.register import register
from broadhurst_linkage.blocking.index import Index
from broadhurst_linkage.encoding.registers import rows_of_table
from broadhurst_linkage.encoding.rows import encode
from broadhurst_linkage.hashing import key_secret
from broadhurst_linkage.records import Record
from broadhurst_linkage.scoring.explain import bars
from broadhurst_linkage.scoring.frequencies import COMMON, with_register_frequencies
from broadhurst_linkage.scoring.model import shipped
from broadhurst_linkage.scoring.score import COMPARED, weigh_each

SECRET = key_secret(b"a secret of the bench, 32 bytes.")
FIELDS = {"first": "first_name", "middle": "middle_name", "surname": "surname", "sex": "sex",
          "born": "dob", "street": "street", "town": "town", "postcode": "postcode",
          "phone": "phone", "vehicle": "vrm"}  # fmt: skip
CUT = 0.0  # the lowest weight of a hit that is shown
LOOSE = -20.0
FALSE_ALARMS = 0.01
ALONE = Path(__file__).with_name("one_record.py")
WARM = 50


class Asked(NamedTuple):
    """The milliseconds of each query, and the weights of its best right and wrong row."""

    times: NDArray[np.float64]
    right: NDArray[np.float64]
    wrong: NDArray[np.float64]


def records(queries: pa.Table) -> list[Record]:
    """Return the queries as records."""
    columns = {field: queries[name].to_pylist() for field, name in FIELDS.items()}
    lines = zip(*columns.values(), strict=True)
    return [Record(*(one or "" for one in line)) for line in lines]


def ask(index: Index, record: Record, prior: float, cut: float) -> Any:
    """Check a raw record, up to the explained hits."""
    query = encode(record)
    found = index.check(query, SECRET, shipped(), prior, cut)
    pairs = zip(found.rows, found.levels, strict=True)
    return query, found, [bars(query, index.rows[row], levels, shipped()) for row, levels in pairs]


def asked(index: Index, queries: pa.Table, entities: NDArray[np.int64], prior: float) -> Asked:
    """Run each query twice: once timed, once for the weights of all candidates."""
    made, whose = records(queries), queries["entity"].to_numpy()
    times, right, wrong = [], [], []
    for record in made[:WARM]:
        ask(index, record, prior, CUT)
    for record, who in zip(made, whose, strict=True):
        start = time.perf_counter()
        query, _, _ = ask(index, record, prior, CUT)
        times.append(1e3 * (time.perf_counter() - start))
        met = index.check(query, SECRET, shipped(), prior, LOOSE)
        own = entities[met.rows] == who
        right.append(met.weights[own].max(initial=-np.inf))
        wrong.append(met.weights[~own].max(initial=-np.inf))
    return Asked(np.array(times), np.array(right), np.array(wrong))


def blocking(
    index: Index, queries: pa.Table, entities: NDArray[np.int64], prior: float
) -> tuple[int, int]:
    """Return how many rows of queried people the keys and a scan find.

    Only rows that weigh enough count. A scan weighs each row of a person, whatever its keys.
    """
    whose = queries["entity"].to_numpy()
    order = np.argsort(entities, kind="stable")
    begins, ends = (np.searchsorted(entities[order], whose, side) for side in ("left", "right"))
    model = shipped()
    there = reached = 0
    for record, low, high in zip(records(queries), begins, ends, strict=True):
        query, own = encode(record), order[low:high]
        weights, levels = np.empty(len(own)), np.empty((len(own), COMPARED), np.int8)
        weigh_each(query, index.rows, own, model.weights, model.usual, prior, weights, levels)
        true = own[weights >= CUT]
        there += len(true)
        reached += len(np.intersect1d(true, index.check(query, SECRET, model, prior, CUT).rows))
    return reached, there


def beside(
    held: pa.Table, queries: pa.Table, many: int, ours: float
) -> tuple[dict[str, str], figures.Figures]:
    """Return the time of one call of Splink and pg_trgm, and its ratio to ours."""
    lines, told_of = {}, {}
    with TemporaryDirectory() as folder:
        files = Path(folder) / "register.parquet", Path(folder) / "queries.parquet"
        for table, file in zip((held, queries), files, strict=True):
            pq.write_table(table, file)
        for python in (sys.executable, str(old_splink())):
            ran = subprocess.run(  # noqa: S603
                [python, ALONE, *files, str(many)], check=True, capture_output=True, text=True,
            )  # fmt: skip
            told = json.loads(ran.stdout.splitlines()[-1])
            middle = float(np.median(told["ms"]))
            words = f"Splink {told['version']}, one record, p50 ms; times ours"
            lines[words] = f"{middle:.0f}; {middle / ours:,.0f}"
            told_of[f"Splink {told['version']}"] = middle
    if trigrams.url():
        found = trigrams.measured(held, queries, many)
        lines["pg_trgm, fifty likest names, p50 ms; times ours"] = (
            f"{found.middle:.0f}; {found.middle / ours:,.0f}"
        )
        lines["  p99 ms; recall in the fifty, unscored"] = (
            f"{found.slowest:.0f}; {found.recall:.3f}"
        )
        told_of["pg_trgm"] = found.middle
    words = ", ".join(f"{name} {ms:.0f} ms, {ms / ours:,.0f} times" for name, ms in told_of.items())
    result: figures.Figures = {f"{figures.BESIDE}engine_p50": words}
    for name, ms in told_of.items():
        if name.startswith("Splink 4"):
            result |= {"splink_4_times": ms / ours, f"{figures.BESIDE}splink_4_times": name}
    return lines, result


def strictest(wrong: NDArray[np.float64]) -> float:
    """Return the lowest weight with at most 1 false alarm in 100 queries."""
    allowed = int(FALSE_ALARMS * len(wrong))
    return float(np.nextafter(np.sort(wrong)[::-1][allowed], np.inf))


def show(title: str, lines: dict[str, str]) -> None:
    """Print one table."""
    table = Table("measure", "", title=title, title_justify="left")
    table.columns[1].justify = "right"
    for line in lines.items():
        table.add_row(*line)
    Console(width=100).print(table)


def by_group(queries: pa.Table, found: NDArray[np.bool_]) -> dict[str, str]:
    """Return recall and count for each group of origin, if the register has origins."""
    if "origin" not in queries.column_names:
        return {}
    of = np.array(queries["origin"].to_pylist())[: len(found)]
    groups = {str(one): found[of == one] for one in np.unique(of)}
    return {f"  {name} ({len(hit)})": f"{hit.mean():.3f}" for name, hit in groups.items()}


@click.command()
@click.option("--size", default=1_000_000, help="Records of a register of our own.")
@click.option("--seed", default=2001, help="None that the model was trained on.")
@click.option("--folder", type=click.Path(file_okay=False, path_type=Path))
@click.option("--beside", "calls", default=0, help="Calls of Splink 4 and 5 on the same.")
@figures.option
def main(size: int, seed: int, folder: Path | None, calls: int, into: Path | None) -> None:
    """Print the tables."""
    if folder:
        held, queries = (pq.read_table(folder / f"{x}.parquet") for x in ("register", "queries"))
    else:
        held, queries = register(size, seed)
    start = time.perf_counter()
    rows = rows_of_table(held)
    read = time.perf_counter()
    index = Index.build(with_register_frequencies(rows, least=COMMON), SECRET)
    built = time.perf_counter()
    prior = shipped().prior_in(len(rows))
    entities = held["entity"].to_numpy()
    result = asked(index, queries, entities, prior)
    known = queries["entity"].to_numpy() >= 0
    least = strictest(result.wrong[~known])
    found = result.right[known] >= least
    reached, there = blocking(index, queries, entities, prior)
    lines = {
        "raw record to explained hits, p50 ms": f"{np.median(result.times):.3f}",
        "p99 ms": f"{np.quantile(result.times, 0.99):.3f}",
        "memory a record, bytes": f"{index.bytes_a_record:.0f}",
        "reading and building, s": f"{read - start:.1f} + {built - read:.1f}",
        "found by keys of what a scan finds": (
            f"{reached / max(1, there):.4f} ({reached} of {there})"
        ),
        "a true row among those with a key": f"{np.isfinite(result.right[known]).mean():.3f}",
    }
    for cut in (-2.0, 0.0, 2.0, 4.0, 6.0):
        alarms, recall = (result.wrong[~known] >= cut).mean(), (result.right[known] >= cut).mean()
        lines[f"weight {cut:+.0f}: recall, false alarms"] = f"{recall:.3f}, {alarms:.3f}"
    lines[f"recall at {FALSE_ALARMS} false alarms (weight {least:.1f})"] = f"{found.mean():.3f}"
    middle = float(np.median(result.times))
    told: figures.Figures = {
        "engine_p50": middle,
        "bytes_a_record": index.bytes_a_record,
        "found_by_keys": reached / max(1, there),
        "recall": float(found.mean()),
    }
    if calls:
        more_lines, more = beside(held, queries, calls, middle)
        lines, told = lines | more_lines, told | more
    figures.put(into, told)
    show(
        f"{len(rows):,} records, model {shipped().version}",
        lines | by_group(queries.filter(known), found),
    )


if __name__ == "__main__":
    main()
