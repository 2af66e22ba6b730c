"""`python -m bench.matching.population`: make the name frequency tables.

The source is the public counts of the United States census of 2020, by race, weighted to the mix of
England and Wales. Counts are facts, and no British table of surnames is free to distribute.
"""

from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path

import click
import numpy as np
import pyarrow.parquet as pq
from numpy.typing import NDArray

from bench.matching.places import data
from broadhurst_linkage import names
from broadhurst_linkage.encoding import rarity

# The share of each census column in the population of England and Wales (census of 2021).
MIX = {"pctwhite": 0.82, "pctapi": 0.09, "pctblack": 0.05, "pct2prace": 0.03, "pcthispanic": 0.01}
KEPT = {"surname": 20_000, "first": 12_000}
SOUNDS_KEPT = 6_000  # of skeletons, of each
LETTERS = 12


@click.command()
def population() -> None:
    """Write the tables again."""
    into = Path(rarity.__file__).parent / "data"
    for of, file in (("surname", "census_2020"), ("first", "census_2020_first_names")):
        shares = shares_of(data() / "names" / f"{file}.parquet")
        write(into / f"{of}-names.txt", shares, KEPT[of])
        sounds: dict[str, float] = defaultdict(float)
        for name, share in shares.items():
            sounds[names.skeleton(name)] += share
        write(into / f"{of}-sounds.txt", sounds, SOUNDS_KEPT)


def write(file: Path, shares: Mapping[str, float], many: int) -> None:
    """Write the commonest names with their rarities, in alphabetical order."""
    common = sorted(shares, key=lambda name: -shares[name])[:many]
    lines = (f"{name} {rarity.step(shares[name])}\n" for name in sorted(common))
    file.write_text("".join(lines), "ascii")


def shares_of(file: Path) -> dict[str, float]:
    """Return each name's share of people, by its first twelve letters."""
    table = pq.read_table(file)
    counts = column(table["count"].to_numpy())
    share = np.zeros(len(counts))
    for name, part in MIX.items():
        of_part = counts * column(table[name].to_numpy())
        share += part * of_part / of_part.sum()
    shares: dict[str, float] = {}
    for name, one in zip(table["name"].to_pylist(), share, strict=True):
        if name and name.isascii() and name.isalpha():
            short = name.lower()[:LETTERS]
            shares[short] = shares.get(short, 0.0) + float(one)
    return {name: one for name, one in shares.items() if one > 0}


def column(values: NDArray[np.generic]) -> NDArray[np.float64]:
    """Return the numbers, with zero where the census withholds one."""
    return np.nan_to_num(values.astype(np.float64))


if __name__ == "__main__":
    population()
