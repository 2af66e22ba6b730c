"""Commands that compare organisations, and say whether Recommendation 1 is met."""

from datetime import datetime

import click

from broadhurst.foundation import clock
from broadhurst.foundation.doors import cli
from broadhurst.foundation.figure.months import year_before
from broadhurst.surfaces.oversight import queries
from broadhurst.surfaces.oversight.recommendation_1 import answer
from broadhurst.surfaces.oversight.steps import BY_KEY

DAY = click.DateTime(["%Y-%m-%d"])


@click.command("oversight")
@click.option(
    "--scope", default="", help="The organisations to compare, such as national or regions."
)
@click.option(
    "--step", default="", type=click.Choice(["", *BY_KEY]), help="Show only this process step."
)
@click.option("--since", type=DAY, help="First day. The default is a year before the last day.")
@click.option("--as-of", type=DAY, help="Last day. The default is today.")
@cli.in_posting
@cli.acting_as
def oversight(
    username: str,
    unit: str | None,
    scope: str,
    step: str,
    since: datetime | None,
    as_of: datetime | None,
) -> None:
    """Compare organisations by process step, and say who is outside the limits of chance."""
    last = as_of.date() if as_of else clock.today()
    first = since.date() if since else year_before(last)
    with cli.acting(username, unit) as actor, cli.refusals():
        chosen = queries.chosen(actor, scope, last)
        if chosen is None:
            allowed = ", ".join(choice.key for choice in queries.choices(actor, last)) or "none"
            raise click.ClickException(f"You cannot compare those. You can compare: {allowed}.")
        comparison = queries.compare(actor, chosen, step, first, last)
        click.echo(f"Organisations: {chosen.name}")
        for compared in comparison.steps:
            _print(compared)


def _print(compared: queries.Compared) -> None:
    click.echo(f"\n{compared.step.title}")
    for plot, _method in compared.plots:
        click.echo(f"  {plot.title}, {plot.note}")
        if not plot.rows:
            click.echo("    No records to compare.")
        for row in plot.rows:
            click.echo(f"    {'  '.join(filter(None, row))}")
    if compared.organisations:
        click.echo(f"  {', '.join(compared.medians)}")
    for name, words in compared.organisations:
        click.echo(f"    {name}: {', '.join(words)}")


@click.command("recommendation-1")
@click.option(
    "--scope", default="", help="The organisations to compare, such as national or regions."
)
@click.option("--since", type=DAY, help="First day. The default is a year before the last day.")
@click.option("--as-of", type=DAY, help="Last day. The default is today.")
@cli.in_posting
@cli.acting_as
def recommendation_1(
    username: str, unit: str | None, scope: str, since: datetime | None, as_of: datetime | None
) -> None:
    """Say whether Recommendation 1 of the 2021 ROCU report is met, with the figures."""
    last = as_of.date() if as_of else clock.today()
    first = since.date() if since else year_before(last)
    with cli.acting(username, unit) as actor, cli.refusals():
        chosen = queries.chosen(actor, scope, last)
        if chosen is None:
            raise click.ClickException("You cannot see these figures.")
        answered = answer(actor, chosen, first, last)
        click.echo(answered.sentence)
        for test in answered.tests:
            click.echo(f"  {test.text}: {test.in_words}. {test.result}")
        for part in answered.parts:
            click.echo(f"  {part.name}: {part.verdict}")
