"""The `broadhurst` command: the operator's commands, and the commands of every room."""

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

# These imports must come after django.setup(), because the rooms' commands import models.
from broadhurst.config.demonstrate import DEMO_COMMANDS
from broadhurst.config.operate import OPERATOR_COMMANDS
from broadhurst.config.set_up import set_up
from broadhurst.config.verbs import verbs_of
from broadhurst.foundation.doors.cli import add_new
from broadhurst.foundation.lists.cli import group as lists
from broadhurst.surfaces.administration.cli import VERBS as ADMINISTRATION
from broadhurst.surfaces.calendar.cli import show_calendar
from broadhurst.surfaces.chief_officers.cli import chief_officers
from broadhurst.surfaces.dossier.cli import (
    attention,
    download_ocg,
    over_time,
    timeline,
    who_can_see,
)
from broadhurst.surfaces.home.cli import VERBS as HOME
from broadhurst.surfaces.insight.cli import by_district, figure_catalogue, figures, questions
from broadhurst.surfaces.ocgs.cli import list_ocgs
from broadhurst.surfaces.oversight.cli import oversight, recommendation_1
from broadhurst.surfaces.search.cli import search_command, searches_command


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


@click.group(cls=Program, context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Broadhurst: the response to serious and organised crime, run together."""


ROOMS = {
    room: import_module(f"broadhurst.capabilities.{room}.cli").group for room in settings.ROOMS
}
SURFACES = (
    *HOME,
    figures,
    questions,
    figure_catalogue,
    by_district,
    oversight,
    recommendation_1,
    chief_officers,
    attention,
    timeline,
    over_time,
    who_can_see,
    search_command,
    searches_command,
)
for command in ADMINISTRATION:  # in the establishment group, but they need rooms above it
    ROOMS["establishment"].add_command(command)
ROOMS["register"].add_command(list_ocgs)
ROOMS["register"].add_command(download_ocg)
ROOMS["deconfliction"].add_command(show_calendar)
for command in (*DEMO_COMMANDS, *OPERATOR_COMMANDS, set_up, lists, *SURFACES):
    main.add_command(command)
for room, group in ROOMS.items():
    for declared in verbs_of(room):
        add_new(group, declared.terminal_command())
for group in ROOMS.values():  # rooms on one subject share a group, under its name
    shared = main.commands.setdefault(str(group.name), group)
    for command in group.commands.values() if shared is not group else ():
        add_new(shared, command)  # type: ignore[arg-type]
