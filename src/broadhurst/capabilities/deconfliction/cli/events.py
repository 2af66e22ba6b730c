"""Terminal commands for the unit's planned events."""

import contextlib
import itertools
from pathlib import Path

import click

from broadhurst.capabilities.deconfliction.commands.cancel_event import (
    CancelEventForm,
    cancel_event,
)
from broadhurst.capabilities.deconfliction.commands.change_event import (
    ChangeEventForm,
    change_event,
)
from broadhurst.capabilities.deconfliction.commands.complete_event import (
    CompleteEventForm,
    complete_event,
)
from broadhurst.capabilities.deconfliction.commands.go_live import GoLiveForm, go_live
from broadhurst.capabilities.deconfliction.commands.load_postcodes import load_postcodes
from broadhurst.capabilities.deconfliction.commands.plan_event import PlanEventForm, plan_event
from broadhurst.capabilities.deconfliction.models import Check, Event
from broadhurst.capabilities.deconfliction.queries.events import events, known_events
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.doors import cli
from broadhurst.foundation.govuk.words import moment


def an_event(actor: Actor, ref: str) -> Event | None:
    """Return an event of the actor's own unit."""
    return cli.find(actor, events(), ref=ref)


def receipt(made: Check) -> str:
    """Return the answer to a planned or changed event, always with its limits."""
    return f"{made.ref}  {made.matter} {made.answer}\n{made.caveat}"


def in_state(event: Event) -> str:
    """Return the new state of an event, in words."""
    return f"{event.ref} is {event.state}."


@click.command("events")
@cli.in_posting
@cli.acting_as
def list_events(username: str, unit: str | None) -> None:
    """List the events of your unit, and warrants in requests that you can see."""
    with cli.acting(username, unit):
        for own in events():
            hits = f"  {own.open_hit_count} open" if own.open_hit_count else ""  # type: ignore[attr-defined]
            theirs = f"  their event: {own.of_theirs}" if own.of_theirs else ""
            begins = moment(own.starts_at)
            click.echo(f"{own.ref}  {begins}  {own.state}  {own.cover_name}{hits}{theirs}")
        for known in known_events():
            begins, named = moment(known.starts_at), f"{known.cover_name}, {known.place}"
            click.echo(f"{known.ref}  {begins}  planned by another unit  {named}")


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
    list_events,
    load_from_file,
)
