"""The command `broadhurst-linkage`: link a register, and train a model.

Each command runs in a process of its own. Its help works before the extra is installed, and the
memory of a large register is freed when the process ends.
"""

import subprocess
import sys
from importlib.util import find_spec
from typing import Any

import click

from broadhurst_linkage.calibration.options import TRAIN_HELP, train_options
from broadhurst_linkage.options import BATCH_HELP, batch_options

BATCH = [sys.executable, "-m", "broadhurst_linkage.batch.cli"]
TRAIN = [sys.executable, "-m", "broadhurst_linkage.calibration.cli"]
NEEDS = ("duckdb", "pyarrow", "scipy", "sklearn", "splink")
NOT_INSTALLED = "This needs an extra that is not installed. Run: pip install 'broadhurst[batch]'"


class OwnProcess(click.Command):
    """Check the options here, then pass the arguments unchanged to another process."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Store the arguments as they were typed."""
        ctx.obj = [*args]
        return super().parse_args(ctx, args)


@click.group()
def main() -> None:
    """Link records of people, and train the model that links them."""


@main.command(
    "batch", cls=OwnProcess, help=BATCH_HELP,
    short_help="Link a register that you hold as a Parquet or CSV file with itself.",
)  # fmt: skip
@batch_options
@click.pass_obj
def batch(arguments: list[str], /, **_options: Any) -> None:
    """Find the pairs of records in a register that may be one person."""
    _run(BATCH, arguments)


@main.command(
    "train", cls=OwnProcess, help=TRAIN_HELP,
    short_help="Learn from officers' verdicts, or from a register that you hold.",
)  # fmt: skip
@train_options
@click.pass_obj
def train(arguments: list[str], /, **_options: Any) -> None:
    """Train the second stage of the matcher, or its weights."""
    _run(TRAIN, arguments)


def _run(command: list[str], arguments: list[str]) -> None:
    if not all(map(find_spec, NEEDS)):
        raise click.ClickException(NOT_INSTALLED)
    finished = subprocess.run([*command, *arguments], check=False)  # noqa: S603
    if finished.returncode:
        raise SystemExit(finished.returncode)
