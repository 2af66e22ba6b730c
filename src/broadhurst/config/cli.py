"""The `broadhurst` command: the operator's commands, and the commands of every room."""

import os
import signal
import sys
from typing import Any

import click
import django
import psycopg
from django.core.exceptions import ImproperlyConfigured
from django.db import OperationalError

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "broadhurst.config.settings")
try:
    django.setup()
except ImproperlyConfigured as wrong:
    sys.exit(f"Error: {wrong}")

# This import must come after django.setup(), because the rooms' commands import models.
from broadhurst.config.terminal import all_commands


class Program(click.Group):
    """A command group that reports an unreachable database in one sentence."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except (OperationalError, psycopg.OperationalError) as away:
            raise click.ClickException(f"The database does not answer: {away}") from away


def leave(signal_number: int, _frame: Any) -> None:
    """Exit normally on SIGTERM and SIGHUP, so that the embedded server stops too."""
    sys.exit(128 + signal_number)


for ending_signal in (signal.SIGTERM, signal.SIGHUP):
    if signal.getsignal(ending_signal) is signal.SIG_DFL:
        signal.signal(ending_signal, leave)


main = Program(
    "broadhurst",
    all_commands(),  # type: ignore[arg-type]  # click adds none
    context_settings={"help_option_names": ["-h", "--help"]},
    help="Broadhurst: the response to serious and organised crime, run together.",
)
