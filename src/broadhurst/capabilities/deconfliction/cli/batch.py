"""Batch and training, each a process of its own: they ask no database, and import much."""

import subprocess
import sys
from importlib.util import find_spec
from typing import Any

import click

from broadhurst.capabilities.deconfliction.engine.batch.options import BATCH_HELP, batch_options
from broadhurst.capabilities.deconfliction.engine.calibrate.options import (
    TRAIN_HELP,
    train_options,
)

ENGINE = "broadhurst.capabilities.deconfliction.engine"
RUN = [sys.executable, "-m", f"{ENGINE}.batch"]
TRAIN = [sys.executable, "-m", f"{ENGINE}.calibrate"]
NEEDS = ("duckdb", "pyarrow", "scipy", "sklearn", "splink")
NOT_THERE = "This needs an extra that is not installed: pip install 'broadhurst[batch]'."


class Elsewhere(click.Command):
    """Reads its options for their help and what is wrong with them; another process runs them."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """The words as they were given are what that process is told."""
        ctx.obj = [*args]
        return super().parse_args(ctx, args)


@click.command(
    "batch", cls=Elsewhere, help=BATCH_HELP,
    short_help="Link a register that you hold as a Parquet file with itself.",
)  # fmt: skip
@batch_options
@click.pass_obj
def batch(words: list[str], /, **_given: Any) -> None:
    """Find the pairs of a register that may be one person."""
    _run(RUN, words)


@click.command(
    "train", cls=Elsewhere, help=TRAIN_HELP,
    short_help="Learn from officers' verdicts, or from a register that you hold.",
)  # fmt: skip
@train_options
@click.pass_obj
def train(words: list[str], /, **_given: Any) -> None:
    """Train the matcher's second stage, or its weights."""
    _run(TRAIN, words)


def _run(command: list[str], words: list[str]) -> None:
    if not all(map(find_spec, NEEDS)):
        raise click.ClickException(NOT_THERE)
    ended = subprocess.run([*command, *words], check=False)  # noqa: S603
    if ended.returncode:
        raise SystemExit(ended.returncode)


VERBS = (batch, train)
