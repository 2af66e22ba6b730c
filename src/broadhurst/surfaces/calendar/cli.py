"""Command that lists what is in the calendar."""

import click

from broadhurst.capabilities.liaison.queries.warrants import planned_warrants
from broadhurst.capabilities.planned_events.queries.events import events
from broadhurst.foundation.doors import cli
from broadhurst.foundation.govuk.words import moment


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
        for known in planned_warrants():
            begins, named = moment(known.starts_at), f"{known.cover_name}, {known.place}"
            click.echo(f"{known.ref}  {begins}  planned by another unit  {named}")
