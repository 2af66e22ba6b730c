"""`python -m bench.matching`: run every benchmark and print a summary.

The generator in `BROADHURST_LINKAGE_DATA` makes the registers. Each benchmark runs in its own
process and prints its own tables. The summary shows each result with its target. It adds the
results of Splink, pg_trgm and PostGIS if they are installed (`README.md` says how to name them).
"""

import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import click
import pyarrow as pa
import pyarrow.parquet as pq
from rich.console import Console

from bench.matching import figures
from bench.matching.batch import generated

PARTS = ("engine", "equality", "batch", "names", "fairness", "scripts", "events", "api", "bulk")
ON_A_REGISTER = {"engine", "batch", "api", "bulk"}
TENFOLD = 10
COLUMNS = ("unique_id", "entity")  # two registers use the same numbers in these


@click.command()
@click.option("--size", default=1_000_000, show_default=True, help="Records, and events.")
@click.option("--seed", default=33, show_default=True, help="Of the first register.")
@click.option("--only", multiple=True, type=click.Choice(PARTS), help="Some of the measures.")
@click.option("--calls", default=20, show_default=True, help="Calls of Splink and pg_trgm.")
@click.option("--tenfold", is_flag=True, help="The engine and the API on ten registers, too.")
def main(size: int, seed: int, only: tuple[str, ...], calls: int, tenfold: bool) -> None:
    """Run the benchmarks and print the summary."""
    asked = [part for part in PARTS if part in (only or PARTS)]
    with TemporaryDirectory() as name:
        folder = Path(name)
        if ON_A_REGISTER & {*asked}:
            made(folder / "one", size, seed)
            made(folder / "other", size, seed + 1)
        one, other = (folder / which / "register.parquet" for which in ("one", "other"))
        options: dict[str, Sequence[object]] = {
            "engine": ("--folder", folder / "one", "--beside", calls),
            "equality": (),
            "batch": ("--register", one),
            "names": ("--unseen",),
            "fairness": (),
            "scripts": (),
            "events": ("--events", size, "--queries", min(size, 2_000)),
            "api": ("--size", size, "--folder", folder / "one"),
            "bulk": (
                "--size",
                size,
                "--rows",
                min(size // 10, 100_000),
                "--register",
                one,
                "--register",
                other,
            ),
        }
        found: figures.Figures = {}
        for part in asked:
            found |= measured(part, options[part], folder)
        if tenfold:
            together(folder / "ten", size, seed)
            found |= tenfold_of(found, size * TENFOLD, folder)
    Console(width=150).print(figures.table(found, f"{size:,} records, seed {seed}"))


def made(folder: Path, size: int, seed: int) -> None:
    """Generate a register, with queries."""
    folder.mkdir()
    generated(folder, size, seed)


def together(folder: Path, size: int, seed: int) -> None:
    """Join ten registers into one. The queries are about people of the first."""
    folder.mkdir()
    for number in range(TENFOLD):
        part = folder / str(number)
        made(part, size, seed + number)
        records = pq.read_table(part / "register.parquet")
        for name in COLUMNS:
            numbers = pa.array(records[name].to_numpy() * TENFOLD + number)
            records = records.set_column(records.column_names.index(name), name, numbers)
        if number == 0:
            writer = pq.ParquetWriter(folder / "register.parquet", records.schema)
            people = pq.read_table(part / "queries.parquet")
            whose = people["entity"].to_numpy()
            renamed = pa.array([one * TENFOLD if one >= 0 else one for one in whose.tolist()])
            at = people.column_names.index("entity")
            pq.write_table(people.set_column(at, "entity", renamed), folder / "queries.parquet")
        writer.write_table(records)
    writer.close()


def tenfold_of(one: figures.Figures, size: int, folder: Path) -> figures.Figures:
    """Return the figures of the engine and the API on ten registers."""
    engine = measured("engine", ("--folder", folder / "ten"), folder)
    api = measured("api", ("--size", size, "--folder", folder / "ten"), folder)
    found = {f"tenfold_{name}": figure for name, figure in (engine | api).items()}
    if "api_p50" in api and "api_p50" in one:
        found["tenfold_api_times"] = api["api_p50"] / one["api_p50"]
    return found


def measured(part: str, options: Sequence[object], folder: Path) -> figures.Figures:
    """Run a benchmark and return its figures, or none if it failed and printed why."""
    into = folder / f"{part}.json"
    into.unlink(missing_ok=True)
    run = [sys.executable, "-m", f"bench.matching.{part}", *map(str, options), "--figures", into]
    if subprocess.run(run).returncode or not into.exists():  # noqa: S603
        click.echo(f"{part}: not measured", err=True)
        return {}
    found: figures.Figures = json.loads(into.read_text("utf-8"))
    return found


if __name__ == "__main__":
    main()
