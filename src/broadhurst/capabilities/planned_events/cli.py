"""The CLI of planned events. Its commands are in the group `broadhurst deconfliction`."""

import contextlib
import itertools
from pathlib import Path

import click

from broadhurst.capabilities.deconfliction.models import Check, Event
from broadhurst.capabilities.planned_events.commands.cancel import CancelEventForm, cancel_event
from broadhurst.capabilities.planned_events.commands.change import ChangeEventForm, change_event
from broadhurst.capabilities.planned_events.commands.complete import (
    CompleteEventForm,
    complete_event,
)
from broadhurst.capabilities.planned_events.commands.go_live import GoLiveForm, go_live
from broadhurst.capabilities.planned_events.commands.load_postcodes import load_postcodes
from broadhurst.capabilities.planned_events.commands.plan import PlanEventForm, plan_event
from broadhurst.capabilities.planned_events.queries.events import events
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.doors import cli


def an_event(actor: Actor, ref: str) -> Event | None:
    """Return an event of the actor's own unit."""
    return cli.find(actor, events(), ref=ref)


def receipt(made: Check) -> str:
    """Return the answer to a planned or changed event, always with its limits."""
    return f"{made.ref}  {made.matter} {made.answer}\n{made.caveat}"


def in_state(event: Event) -> str:
    """Return the new state of an event, in words."""
    return f"{event.ref} is {event.state}."


@click.command("load-postcodes")
@click.argument("file", type=click.Path(exists=True, path_type=Path))
@cli.in_posting
@cli.acting_as
def load_from_file(username: str, unit: str | None, file: Path) -> None:
    """Load postcodes from a CSV file of Code-Point Open or a folder of them."""
    files = sorted(file.glob("*.csv")) if file.is_dir() else [file]
    with cli.acting(username, unit) as actor, cli.refusals(), contextlib.ExitStack() as opened:
        texts = [
            opened.enter_context(path.open(encoding="utf-8-sig", newline="")) for path in files
        ]
        count = load_postcodes(actor=actor, lines=itertools.chain(*texts), source=file.name)
        click.echo(f"{count} postcodes are loaded.")


ONE = {"event": an_event}
VERBS = (
    cli.verb("plan-event", PlanEventForm, plan_event, says=receipt),
    cli.verb("change-event", ChangeEventForm, change_event, finds=ONE, says=receipt),
    cli.verb("go-live", GoLiveForm, go_live, finds=ONE, says=in_state),
    cli.verb("complete-event", CompleteEventForm, complete_event, finds=ONE, says=in_state),
    cli.verb("cancel-event", CancelEventForm, cancel_event, finds=ONE, says=in_state),
    load_from_file,
)
group = click.Group("deconfliction")
for verb in VERBS:
    group.add_command(verb)
