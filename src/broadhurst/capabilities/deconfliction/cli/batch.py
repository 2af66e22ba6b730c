"""Batch and training, each a process of its own: they ask no database, and import much."""

import subprocess
import sys
from importlib.util import find_spec

import click

ENGINE = "broadhurst.capabilities.deconfliction.engine"
RUN = [sys.executable, "-m", f"{ENGINE}.batch"]
TRAIN = [sys.executable, "-m", f"{ENGINE}.calibrate"]
NOT_THERE = "This needs an extra that is not installed: pip install 'broadhurst[batch]'."
PLAIN = {"ignore_unknown_options": True, "help_option_names": []}


@click.command(
    "batch", context_settings=PLAIN, add_help_option=False,
    short_help="Link a register that you hold as a Parquet file with itself.",
)  # fmt: skip
@click.argument("given", nargs=-1, type=click.UNPROCESSED)
def batch(given: tuple[str, ...]) -> None:
    """Find the pairs of a register that may be one person; `--help` says with which options."""
    _run(RUN, given)


@click.command(
    "train", context_settings=PLAIN, add_help_option=False,
    short_help="Learn from officers' verdicts, or from a register that you hold.",
)  # fmt: skip
@click.argument("given", nargs=-1, type=click.UNPROCESSED)
def train(given: tuple[str, ...]) -> None:
    """Train the matcher's second stage, or its weights; `--help` says with which options."""
    _run(TRAIN, given)


def _run(command: list[str], given: tuple[str, ...]) -> None:
    if find_spec("pyarrow") is None:
        raise click.ClickException(NOT_THERE)
    ended = subprocess.run([*command, *given], check=False)  # noqa: S603
    if ended.returncode:
        raise SystemExit(ended.returncode)


VERBS = (batch, train)
