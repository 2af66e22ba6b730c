"""What the training is asked. Nothing here needs the extra, as with the batch."""

import click

from broadhurst_linkage.options import (
    FILE,
    ID,
    MAP,
    NEW,
    Asked,
    asked,
)

TRAIN_HELP = """Learn from answers how likely a match is, or from a register how much each
likeness weighs.

With --labels: the second stage, which the batch takes with --second-stage and the site from
the file that BROADHURST_SECOND_STAGE names. With --register: the weights themselves, by
Splink, for --model of the batch; counted if --whose is there, else estimated.
"""


def train_options(run: Asked) -> Asked:
    """The options of `broadhurst-linkage train`."""
    return asked(
        run,
        click.option(
            "--labels", type=FILE, help="What `labels` wrote, or the batch's pairs with `same`."
        ),
        click.option(
            "--register", type=FILE, help="A .parquet, or a .csv, to learn the weights from."
        ),
        click.option(
            "--out", required=True, type=NEW, help="Where the second stage, or the model, goes."
        ),
        click.option("--model", "path", type=FILE, help="The model that the labels are of."),
        click.option(
            "--whose", default="", help="The register's column that says whose a record is."
        ),
        click.option(
            "--matches", type=click.FloatRange(min=1), help="Pairs of one person to expect."
        ),
        click.option("--id", "id_column", default="", help=ID),
        click.option("--map", "mapped", multiple=True, help=MAP),
    )
