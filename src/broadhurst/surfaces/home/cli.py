"""Commands on an officer's own tasks and notifications."""

from datetime import datetime

import click

from broadhurst.capabilities.deconfliction.queries.ocg_hits import open_hits_ahead
from broadhurst.foundation import clock
from broadhurst.foundation.doors import cli
from broadhurst.foundation.govuk.words import count, moment, when
from broadhurst.foundation.notices.commands import choose_emails, choose_kinds, mark_read
from broadhurst.foundation.notices.queries import notices_of
from broadhurst.foundation.notices.words import words
from broadhurst.surfaces.home.forms import ChooseEmailsForm, ChooseKindsForm, MarkReadForm
from broadhurst.surfaces.home.panels import all_changed, has, visited
from broadhurst.surfaces.home.queries import by_clock

SHOWN = 50


@click.command("waiting")
@cli.in_posting
@cli.acting_as
def waiting(username: str, unit: str | None) -> None:
    """List open matches on your OCGs, then your tasks, most urgent first."""
    with cli.acting(username, unit) as actor:
        for match in open_hits_ahead(has(actor).ocgs):
            click.echo(f"{match.ocg.name} ({match.ocg.ref}): {match.title}")
        for task in by_clock(actor):
            due = f"by {when(task.due)}" if task.due else "no date"
            click.echo(f"{task.task}{f' ({task.ref})' if task.ref else ''} ({due})  {task.href}")


@click.command("changes")
@click.option(
    "--since",
    type=click.DateTime(["%Y-%m-%d", "%Y-%m-%dT%H:%M"]),
    help="A day, or a day and a time. The default is your last visit.",
)
@cli.in_posting
@cli.acting_as
def changes(username: str, unit: str | None, since: datetime | None) -> None:
    """List the newest changes by others to OCGs that you follow or lead, since your last visit."""
    with cli.acting(username, unit) as actor:
        began = since.replace(tzinfo=clock.LONDON) if since else visited(actor)
        click.echo(f"Since {moment(began)}:")
        changed = all_changed(actor, has(actor), began)
        for change in changed:
            click.echo(f"{change.ocg.name} ({change.ocg.ref})")
            for event in change.events:
                click.echo(f"  {moment(event.at)}  {words(event)}")
        if not changed:
            click.echo("Nothing changed on the OCGs that you follow or lead.")


@click.command("notifications")
@cli.in_posting
@cli.acting_as
def notifications(username: str, unit: str | None) -> None:
    """List your latest notifications, newest first."""
    with cli.acting(username, unit) as actor:
        for notice in notices_of(actor)[:SHOWN]:
            new = "" if notice.is_read else "  (new)"  # type: ignore[attr-defined]
            click.echo(f"{moment(notice.event.at)}  {words(notice.event)}{new}")


mark_notifications_read = cli.verb(
    "mark-read",
    MarkReadForm,
    mark_read,
    says=lambda number: f"Marked as read: {count(number, 'notification')}.",
)
choose_notifications = cli.verb(
    "choose-notifications",
    ChooseKindsForm,
    choose_kinds,
    says=lambda off: f"Switched off: {', '.join(off) or 'none'}.",
)
choose_your_emails = cli.verb(
    "choose-emails",
    ChooseEmailsForm,
    choose_emails,
    says=lambda choice: (
        f"At once: {', '.join(choice.at_once) or 'none'}. "
        f"Once a day: {', '.join(choice.daily) or 'none'}."
    ),
)
