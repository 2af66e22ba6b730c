"""Figures at the terminal."""

from datetime import datetime

import click

from broadhurst.foundation import clock
from broadhurst.foundation.doors import cli
from broadhurst.foundation.figure import amount
from broadhurst.surfaces.insight.queries import FIGURES

DAY = click.DateTime(["%Y-%m-%d"])


@click.command("figures")
@click.argument("name", required=False, type=click.Choice(list(FIGURES)))
@click.option("--since", type=DAY, help="First day of a period.")
@click.option("--as-of", type=DAY, help="Last day counted; today, if not given.")
@cli.in_posting
@cli.acting_as
def figures(
    username: str,
    unit: str | None,
    name: str | None,
    since: datetime | None,
    as_of: datetime | None,
) -> None:
    """Show every figure, or one and the records behind it."""
    first, last = since.date() if since else None, as_of.date() if as_of else clock.today()
    with cli.acting(username, unit):
        for count in [FIGURES[name]] if name else FIGURES.values():
            figure = count(first, last)
            click.echo(f"{figure.title}: {amount(figure.value, figure.unit)}")
            for record in figure.records if name else ():
                click.echo(f"  {record.ref}  {record.text}")
