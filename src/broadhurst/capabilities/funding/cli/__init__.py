"""The command line of funding."""

from datetime import date, datetime

import click

from broadhurst.capabilities.funding.cli.in_words import line_in_words, post_in_words
from broadhurst.capabilities.funding.commands.load_published import load_published
from broadhurst.capabilities.funding.lists import LINES, POSTS
from broadhurst.capabilities.funding.queries.lines import chosen_recipient, lines, recipients
from broadhurst.capabilities.funding.queries.outlook import outlook, scenario
from broadhurst.capabilities.funding.queries.published import published_totals
from broadhurst.capabilities.funding.rules.cover import Cliff
from broadhurst.capabilities.funding.rules.years import year_end
from broadhurst.foundation import clock
from broadhurst.foundation.doors import cli
from broadhurst.foundation.govuk.words import count, day, pounds
from broadhurst.foundation.lists import cli as lists

DAY = click.DateTime(["%Y-%m-%d"])

group = click.Group("funding", help="Funding lines, the posts on them, and the cliff.")
group.add_command(
    lists.listing("lines", LINES, says=line_in_words, summary="List the funding lines you can see.")
)
group.add_command(
    lists.listing("posts", POSTS, says=post_in_words, summary="List the funded posts you can see.")
)


@group.command("load")
@cli.in_posting
@cli.acting_as
def load(username: str, unit: str | None) -> None:
    """Load the published totals of ROCU funding that come with the program."""
    with cli.acting(username, unit) as actor, cli.refusals():
        click.echo(f"{load_published(actor=actor)} published totals are new.")


@group.command("published")
@cli.in_posting
@cli.acting_as
def published(username: str, unit: str | None) -> None:
    """List the published totals of ROCU funding, with their sources."""
    with cli.acting(username, unit):
        for total in published_totals():
            click.echo(f"{total}  {total.source}")


@group.command("outlook")
@click.option("--recipient", default="", help="Key of the organisation. The default is your own.")
@click.option("--beyond", type=DAY, help="Last day. The default is the next 31 March.")
@cli.in_posting
@cli.acting_as
def show_outlook(
    username: str, unit: str | None, recipient: str, beyond: datetime | None
) -> None:  # fmt: skip
    """Show the posts that are funded beyond a day, by capability."""
    with cli.acting(username, unit) as actor:
        today = clock.today()
        agency = chosen_recipient(actor, recipients(), recipient)
        if agency is None:
            raise click.ClickException("No funding is recorded, or you cannot see it.")
        prospect = outlook(agency, today, _date(beyond) or year_end(today))
        click.echo(
            f"{agency}, beyond {day(prospect.beyond)} ({count(prospect.days_left, 'day')} left)"
        )
        for cliff in (prospect.whole, *prospect.capabilities):
            click.echo(_in_words(cliff))
        for line in prospect.ending:
            click.echo(f"Ends: {line_in_words(line)}  {pounds(line.amount)}")


@group.command("scenario")
@click.argument("line")
@click.option("--last-day", type=DAY, help="Last day that the line pays. The default is today.")
@cli.in_posting
@cli.acting_as
def show_scenario(
    username: str, unit: str | None, line: str, last_day: datetime | None
) -> None:  # fmt: skip
    """Show the posts that lose money if a line ends on a day. Nothing is written."""
    with cli.acting(username, unit) as actor:
        row = cli.find(actor, lines(), ref=line)
        if row is None:
            raise click.ClickException("The line does not exist, or you cannot see it.")
        today = clock.today()
        tried = scenario(row, _date(last_day) or today, today)
        click.echo(f"{row} to {day(tried.last_day)}: {pounds(tried.money)} would not be paid.")
        for lost in tried.lost:
            effect = "closes" if lost.loss.closes else f"{lost.loss.after} per cent funded"
            click.echo(f"{lost.post.ref}  {lost.post.role}  {effect} from {day(tried.felt)}")


def _date(moment: datetime | None) -> date | None:
    return moment.date() if moment else None


def _in_words(cliff: Cliff) -> str:
    return (
        f"{cliff.name}: {cliff.funded} of {cliff.posts} posts funded, {cliff.confirmed} confirmed"
    )
