"""Command that shows chief officers."""

from datetime import date, datetime

import click

from broadhurst.capabilities.establishment.queries.chief_officers import (
    Cover,
    cover_of,
    covers_of,
    responsibilities_of,
    with_posts,
)
from broadhurst.foundation import clock
from broadhurst.foundation.agencies.models import Agency
from broadhurst.foundation.doors import cli
from broadhurst.foundation.govuk.words import day
from broadhurst.surfaces.chief_officers import queries


@click.command("chief-officers")
@click.argument("organisation", required=False)
@click.option(
    "--as-of", type=click.DateTime(["%Y-%m-%d"]), help="The day to show. The default is today."
)
@cli.in_posting
@cli.acting_as
def chief_officers(
    username: str, unit: str | None, organisation: str | None, as_of: datetime | None
) -> None:
    """Show who is chief officer for each ROCU, or the posts of one organisation by its key."""
    on = as_of.date() if as_of else clock.today()
    with cli.acting(username, unit) as actor:
        if organisation is None:
            _list(on)
            return
        agencies = Agency.objects.exclude(kind=Agency.Kind.SYSTEM)
        agency = cli.find(actor, agencies, key=organisation)
        if agency is None:
            raise click.ClickException(f"There is no organisation with the key {organisation}.")
        _one(cover_of(agency, on))


def _list(on: date) -> None:
    for cover in covers_of(with_posts(on), on):
        click.echo(f"{cover.agency.key}  {cover.agency.name}")
        if cover.paragraph:
            click.echo(f"  {cover.paragraph}")
        else:
            click.echo(f"  Posts: {', '.join(post.post.title for post in cover.posts)}")


def _one(cover: Cover) -> None:
    click.echo(f"{cover.agency.name}, at the end of {day(cover.as_of)}")
    if cover.paragraph:
        click.echo(cover.paragraph)
    if cover.verdict:
        click.echo(cover.verdict.reason)
    for responsibility in responsibilities_of(cover):
        counts = "counts against autonomy" if responsibility.counts else "does not count"
        duty = f"{responsibility.in_words}, since {day(responsibility.from_on)}"
        click.echo(f"  {responsibility.officer}: {duty}: {counts}")
    posts, appointments = queries.recorded_in(cover.agency)
    if not posts:
        click.echo("No posts yet.")
    for post in posts:
        click.echo(f"{post.ref}  {post.title}, since {day(post.from_on)}")
    for held in appointments:
        until = f" to {day(held.until_on)}" if held.until_on else ""
        who = f"{held.officer.name}, {held.post.title}"
        click.echo(f"{held.ref}  {who}, from {day(held.from_on)}{until}")
    for flag in queries.flags_of(cover):
        click.echo(f"{flag.label}: {flag.in_words}")
