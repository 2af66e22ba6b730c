"""What the batch is asked, and what the training is asked as well.

Nothing here needs the extra, so that the help is there before it is installed.
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

Asked = Callable[..., Any]
LEAST = 0.0  # even odds: where a desk begins to look

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
NEW = click.Path(dir_okay=False, path_type=Path)
MAP = f"FIELD=COLUMN, for a column of another name. Fields: {', '.join(FIELDS)}."
ID = "The column of the records' identifiers."
BATCH_HELP = """Find the pairs of records of a register that may be one person, by the
matcher's model.

The register is a file that you hold lawfully, with named columns. It is never made from the
entries of Broadhurst, which nobody can list or export, and nothing is entered from it.
"""


def batch_options(run: Asked) -> Asked:
    """The options of `broadhurst-linkage batch`."""
    return asked(
        run,
        click.option(
            "--engine", type=click.Choice(["own", "duckdb", "spark"]), default="duckdb",
            show_default=True,
            help="The pairs are the same: compiled, in memory; Splink on DuckDB; Splink on Spark.",
        ),
        click.option("--register", "path", required=True, type=FILE, help="A .parquet, or a .csv."),
        click.option("--out", required=True, type=NEW, help="Where the pairs go: a .parquet."),
        click.option(
            "--clusters", "groups", type=NEW, help="Where each record's group goes: a .parquet."
        ),
        click.option(
            "--model", type=FILE, help="A model that Splink 5 saved, instead of the shipped one."
        ),
        click.option("--second-stage", "second", type=FILE, help="What `train --labels` wrote."),
        click.option("--id", "id_column", default="", help=ID),
        click.option("--map", "mapped", multiple=True, help=MAP),
        click.option(
            "--least", default=LEAST, show_default=True, help="The least weight that is kept."
        ),
    )  # fmt: skip


def asked(run: Asked, *options: Callable[[Asked], Asked]) -> Asked:
    """What runs, with these options in their order."""
    for option in reversed(options):
        run = option(run)
    return run


def model_of(path: Path | None) -> Model:
    """The model of a file, or the shipped one. Raises WrongModelError."""
    try:
        return read_file(path) if path else shipped()
    except (KeyError, TypeError, ValueError) as wrong:
        if isinstance(wrong, WrongModelError):
            raise
        raise WrongModelError(f"{path} is not a model that Splink 5 saved: {wrong}") from wrong


def columns_of(mapped: tuple[str, ...]) -> dict[str, str]:
    """Which column is which field, from FIELD=COLUMN."""
    parts = [one.partition("=") for one in mapped]
    if not all(field and column for field, _, column in parts):
        raise click.BadParameter("Write FIELD=COLUMN.", param_hint="--map")
    return {field: column for field, _, column in parts}
