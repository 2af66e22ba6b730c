"""The `broadhurst` command: what an operator does, and every verb of every room."""

import os
import signal
import sys
from importlib import import_module
from typing import Any

import click
import django
import psycopg
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import OperationalError

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "broadhurst.config.settings")
try:
    django.setup()
except ImproperlyConfigured as wrong:
    sys.exit(f"Error: {wrong}")

# The rooms' commands need Django set up, which is why these stand below it.
from broadhurst.config.demonstrate import DEMO_COMMANDS
from broadhurst.config.operate import OPERATOR_COMMANDS
from broadhurst.config.set_up import set_up
from broadhurst.surfaces.administration.cli import VERBS as ADMINISTRATION
from broadhurst.surfaces.dossier.cli import timeline, who_can_see
from broadhurst.surfaces.home.cli import waiting
from broadhurst.surfaces.insight.cli import figures


class Program(click.Group):
    """Tells in words that the database is away."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except (OperationalError, psycopg.OperationalError) as away:
            raise click.ClickException(f"The database does not answer: {away}") from away


def leave(signal_number: int, _frame: Any) -> None:
    """End in order when told to, or when the terminal is closed: the embedded server then stops."""
    sys.exit(128 + signal_number)


for told in (signal.SIGTERM, signal.SIGHUP):
    if signal.getsignal(told) is signal.SIG_DFL:
        signal.signal(told, leave)


@click.group(cls=Program, context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Broadhurst: the response to serious and organised crime, run together."""


ROOMS = {
    room: import_module(f"broadhurst.capabilities.{room}.cli").group for room in settings.ROOMS
}
SURFACES = (waiting, figures, timeline, who_can_see)
for one in ADMINISTRATION:  # verbs of the establishment, with what is known above it
    ROOMS["establishment"].add_command(one)
for one in (*DEMO_COMMANDS, *OPERATOR_COMMANDS, set_up, *SURFACES):
    main.add_command(one)
for group in ROOMS.values():  # rooms on one subject share a group, under its name
    shared = main.commands.setdefault(str(group.name), group)
    for verb in group.commands.values():
        shared.add_command(verb)  # type: ignore[attr-defined]
