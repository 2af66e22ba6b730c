"""Options of `broadhurst-linkage train`. They need no extra."""

import click

from broadhurst_linkage.options import (
    FILE,
    ID,
    MAP,
    NEW,
    Command,
    with_options,
)

TRAIN_HELP = """Train the second stage from verdicts, or the weights from a register.

With --labels: train the second stage. `batch` reads it with --second-stage, and the site from
the file in BROADHURST_SECOND_STAGE. With --register: train the weights with Splink, for
`batch --model`. They are counted if you give --whose, and estimated otherwise.
"""


def train_options(run: Command) -> Command:
    """Add the options of `broadhurst-linkage train` to a command."""
    return with_options(
        run,
        click.option(
            "--labels", type=FILE, help="The file from `labels`, or pairs from `batch` with `same`."
        ),
        click.option("--register", type=FILE, help="A .parquet or .csv to train the weights on."),
        click.option(
            "--out", required=True, type=NEW, help="The file to write the second stage or model to."
        ),
        click.option("--model", "path", type=FILE, help="The model that the labels are for."),
        click.option(
            "--whose", default="", help="The register's column that names the person of a record."
        ),
        click.option(
            "--matches",
            type=click.FloatRange(min=1),
            help="The expected number of pairs of one person.",
        ),
        click.option("--id", "id_column", default="", help=ID),
        click.option("--map", "mapped", multiple=True, help=MAP),
    )
