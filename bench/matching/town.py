"""`python -m bench.matching.town FILE…`: link registers of one town, here and by Splink 5.

Each FILE has the columns of `bench.matching.batch`, some of which may be missing, and an `entity`.
`town_register.py` makes one with pseudopeople. Splink is set up as its documentation advises and
trains itself on each register (`well_set.py`). Neither has labels.
"""

import time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import click
import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from numpy.typing import NDArray
from rich.console import Console
from rich.table import Table

from bench.matching import figures
from bench.matching.truth import RULES, in_groups
from bench.matching.well_set import trained
from broadhurst_linkage.batch.cli import batch

LEAST = -10.0
COLUMNS = ("id_l", "id_r", "weight")


class Found(NamedTuple):
    """F1 at the best threshold and at even odds, the precision there, and the seconds."""

    best: float
    even: float
    precision: float
    seconds: float


def ours(path: Path) -> dict[str, NDArray[np.float64]]:
    """Return the pairs that `broadhurst-linkage batch` finds."""
    with TemporaryDirectory() as place:
        out = Path(place) / "pairs.parquet"
        files = ["--register", str(path), "--out", str(out), "--id", "unique_id"]
        batch([*files, "--least", str(LEAST)], standalone_mode=False)
        table = pq.read_table(out)
    return {name: table[name].to_numpy() for name in COLUMNS}


def splink_5(register: pa.Table) -> dict[str, NDArray[np.float64]]:
    """Return the pairs that Splink 5 finds."""
    known = [name for name in register.column_names if register[name].null_count < len(register)]
    held = register.select([name for name in known if name != "entity"])
    places = ("postcode",) if "postcode" in known else ("street",)
    linker, con = trained(held, RULES, places)
    found = linker.inference.predict(threshold_match_weight=LEAST).physical_name
    sql = f"SELECT unique_id_l id_l, unique_id_r id_r, match_weight weight FROM {found}"  # noqa: S608
    pairs: dict[str, NDArray[np.float64]] = con.sql(sql).fetchnumpy()
    return pairs


def scored(
    pairs: dict[str, NDArray[np.float64]], whose: NDArray[np.int64], seconds: float
) -> Found:
    """Return the measures of some pairs."""
    order = np.argsort(-pairs["weight"], kind="stable")
    right = np.cumsum((whose[pairs["id_l"]] == whose[pairs["id_r"]])[order])
    f1 = 2 * right / (np.arange(1, len(right) + 1) + in_groups(whose))
    even = max(1, int(np.count_nonzero(pairs["weight"] >= 0)))
    return Found(float(f1.max()), float(f1[even - 1]), float(right[even - 1] / even), seconds)


@click.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@figures.option
def main(paths: tuple[Path, ...], into: Path | None) -> None:
    """Print the results of both for each register."""
    table = Table("register", "records", "by", "best F1", "at even odds", "precision", "seconds")
    told = {}
    for path in paths:
        register = pq.read_table(path)
        whose = register["entity"].to_numpy()
        ours(path)  # compiles
        for words, way, of in (("Splink 5", splink_5, register), ("here", ours, path)):
            begun = time.perf_counter()
            pairs = way(of)  # type: ignore[operator]
            found = scored(pairs, whose, time.perf_counter() - begun)
            told[f"{path.stem}, {words}"] = found._asdict()
            table.add_row(path.stem, f"{len(whose):,}", words, *(f"{one:.3f}" for one in found))
    Console(width=110).print(table)
    figures.put(into, told)


if __name__ == "__main__":
    main()
