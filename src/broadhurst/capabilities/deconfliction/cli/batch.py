"""The batch, in a process of its own: it asks no database, and what it imports is large."""

import subprocess
import sys

import click

RUN = [sys.executable, "-m", "broadhurst.capabilities.deconfliction.engine.batch"]
PLAIN = {"ignore_unknown_options": True, "help_option_names": []}


@click.command(
    "batch", context_settings=PLAIN, add_help_option=False,
    short_help="Link a register that you hold as a Parquet file with itself.",
)  # fmt: skip
@click.argument("given", nargs=-1, type=click.UNPROCESSED)
def batch(given: tuple[str, ...]) -> None:
    """Find the pairs of a register that may be one person; `--help` says with which options."""
    ended = subprocess.run([*RUN, *given], check=False)  # noqa: S603
    if ended.returncode:
        raise SystemExit(ended.returncode)


VERBS = (batch,)
