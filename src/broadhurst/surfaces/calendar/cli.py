"""Command that lists what is in the calendar."""

from datetime import timedelta

import click

from broadhurst.capabilities.liaison.queries.warrants import planned_warrants
from broadhurst.capabilities.meetings.queries.agendas import planned_meetings_of
from broadhurst.capabilities.planned_events.queries.events import events
from broadhurst.foundation import clock
from broadhurst.foundation.doors import cli
from broadhurst.foundation.govuk.words import moment


@click.command("calendar")
@cli.in_posting
@cli.acting_as
def show_calendar(username: str, unit: str | None) -> None:
    """List events of your unit, meetings of your boards, and warrants that you can see."""
    with cli.acting(username, unit) as actor:
        for event in events():
            hits = f"  {event.open_hit_count} open" if event.open_hit_count else ""  # type: ignore[attr-defined]
            theirs = f"  their event: {event.of_theirs}" if event.of_theirs else ""
            begins = moment(event.starts_at)
            click.echo(f"{event.ref}  {begins}  {event.state}  {event.cover_name}{hits}{theirs}")
        year = timedelta(days=366)
        for met in planned_meetings_of(actor, clock.now(), clock.now() + year):
            click.echo(f"{met.ref}  {moment(met.starts_at)}  meeting  {met.cover_name}")
        for warrant in planned_warrants():
            begins, title = moment(warrant.starts_at), f"{warrant.cover_name}, {warrant.place}"
            click.echo(f"{warrant.ref}  {begins}  planned by another unit  {title}")
