"""The CLI of planned events. Its commands are in the group `broadhurst deconfliction`."""

import contextlib
import itertools
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from broadhurst.capabilities.deconfliction.models import Check, Event
from broadhurst.capabilities.planned_events.commands.load_postcodes import load_postcodes
from broadhurst.capabilities.planned_events.lists import EVENTS
from broadhurst.capabilities.planned_events.queries.events import events
from broadhurst.capabilities.planned_events.queries.near import events_near, events_on_map
from broadhurst.capabilities.planned_events.queries.places import place_written
from broadhurst.capabilities.planned_events.rules.near import USUAL_KM, objections_to_distance
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.doors import cli
from broadhurst.foundation.geography.sphere import InvalidPlace
from broadhurst.foundation.govuk.words import moment
from broadhurst.foundation.lists import cli as lists
from broadhurst.foundation.workflow import objections_to_days, refuse_if


def an_event(actor: Actor, ref: str) -> Event | None:
    """Return an event of the actor's own unit."""
    return cli.find(actor, events(), ref=ref)


def receipt(check: Check) -> str:
    """Return the answer to a planned or changed event, always with its limits."""
    first = f"The event is checked, receipt {check.ref}."
    return f"{first} {check.matter} {check.answer}\n{check.caveat}"


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


@click.command("events-map")
@click.option("--near", help="A postcode, a grid reference, or a latitude and a longitude.")
@click.option(
    "--within",
    "within_km",
    default=USUAL_KM,
    show_default=True,
    help="The distance, in kilometres.",
)
@click.option("--kind", type=click.Choice(Event.Kind.values), help="The kind of event.")
@click.option("--since", type=click.DateTime(["%Y-%m-%d"]), help="The first day.")
@click.option("--until", type=click.DateTime(["%Y-%m-%d"]), help="The last day.")
@cli.in_posting
@cli.acting_as
def list_on_map(
    username: str,
    unit: str | None,
    *,
    near: str | None,
    within_km: int,
    kind: str | None,
    since: datetime | None,
    until: datetime | None,
) -> None:
    """List events of your unit that are not cancelled, by start, or near a place."""
    first, last = since and since.date(), until and until.date()
    with cli.acting(username, unit), cli.refusals():
        refuse_if([*objections_to_distance(within_km), *objections_to_days(first, last)])
        rows = events_on_map(kind or "", first, last)
        for event, away in _away(rows, near, 1_000 * within_km):
            click.echo(f"{event.ref}  {away}{moment(event.starts_at)}  {event.cover_name}")


def event_line(event: Any) -> str:
    """Return an event with its start, its status and its open hits, as a line of text."""
    hits = f"  {event.open_hit_count} open" if event.open_hit_count else ""
    theirs = f"  their event: {event.of_theirs}" if event.of_theirs else ""
    begins = moment(event.starts_at)
    return f"{event.ref}  {begins}  {event.state}  {event.cover_name}{hits}{theirs}"


list_events = lists.listing(
    "events", EVENTS, says=event_line, summary="List the planned events of your unit, by start."
)


def _away(rows: list[Event], near: str | None, within_m: int) -> Iterator[tuple[Event, str]]:
    """Yield events, each with its distance from a place if one is given."""
    if not near:
        yield from ((event, "") for event in rows)
        return
    try:
        point = place_written(near)
    except InvalidPlace as invalid:
        raise click.ClickException(str(invalid)) from invalid
    for nearby in events_near(rows, point, within_m):
        yield nearby.event, f"{nearby.distance}  "


group = click.Group("deconfliction")
for command in (list_events, list_on_map, load_from_file):
    group.add_command(command)
