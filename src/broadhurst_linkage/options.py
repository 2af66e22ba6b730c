"""Options of `broadhurst-linkage batch`, some of them shared with `train`.

Nothing here needs the extra, so the help works before the extra is installed.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from broadhurst_linkage.records import FIELDS
from broadhurst_linkage.scoring.model import (
    Model,
    WrongModelError,
    read_file,
    shipped,
)

Command = Callable[..., Any]
LEAST = 0.0  # even odds, where a duty desk starts to review

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
NEW = click.Path(dir_okay=False, path_type=Path)
MAP = f"FIELD=COLUMN, for a column with another name. Fields: {', '.join(FIELDS)}."
ID = "The column of the records' identifiers."
BATCH_HELP = """Find the pairs of records in a register that may be one person, with the
matcher's model.

The register is a file that you hold lawfully, with named columns. It is never made from the
entries of Broadhurst, which nobody can list or export. Its records are never entered in Broadhurst.
"""


def batch_options(run: Command) -> Command:
    """Add the options of `broadhurst-linkage batch` to a command."""
    return with_options(
        run,
        click.option(
            "--engine", type=click.Choice(["own", "duckdb", "spark"]), default="own",
            show_default=True,
            help="Own: compiled, in memory, fastest. DuckDB or Spark: Splink, if the register is"
            " larger than memory. All find the same pairs.",
        ),
        click.option("--register", "path", required=True, type=FILE, help="A .parquet or .csv."),
        click.option("--out", required=True, type=NEW, help="The .parquet to write pairs to."),
        click.option(
            "--clusters", "groups", type=NEW, help="The .parquet to write each record's group to."
        ),
        click.option(
            "--model", type=FILE, help="A model that Splink 5 saved, instead of the shipped one."
        ),
        click.option("--second-stage", "second", type=FILE, help="The file from `train --labels`."),
        click.option("--id", "id_column", default="", help=ID),
        click.option("--map", "mapped", multiple=True, help=MAP),
        click.option(
            "--least", default=LEAST, show_default=True, help="The lowest weight to keep."
        ),
    )  # fmt: skip


def with_options(run: Command, *options: Callable[[Command], Command]) -> Command:
    """Add the options to a command, in this order."""
    for option in reversed(options):
        run = option(run)
    return run


def model_of(path: Path | None) -> Model:
    """Return the model of a file, or the shipped one. Raises WrongModelError."""
    try:
        return read_file(path) if path else shipped()
    except (KeyError, TypeError, ValueError) as wrong:
        if isinstance(wrong, WrongModelError):
            raise
        raise WrongModelError(f"{path} is not a model that Splink 5 saved: {wrong}") from wrong


def columns_of(mapped: tuple[str, ...]) -> dict[str, str]:
    """Return the column of each field, from FIELD=COLUMN. Raises BadParameter."""
    parts = [text.partition("=") for text in mapped]
    if not all(field and column for field, _, column in parts):
        raise click.BadParameter("Enter it as FIELD=COLUMN.", param_hint="--map")
    return {field: column for field, _, column in parts}
