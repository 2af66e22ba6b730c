"""The command line of disruptions."""

from datetime import datetime

import click

from broadhurst.capabilities.disruptions.lists import DISRUPTIONS
from broadhurst.capabilities.disruptions.models import Disruption
from broadhurst.capabilities.disruptions.queries.counted import Line, ledger
from broadhurst.foundation import clock
from broadhurst.foundation.doors import cli
from broadhurst.foundation.govuk.words import day, in_sentence
from broadhurst.foundation.lists import cli as lists

DAY = click.DateTime(["%Y-%m-%d"])


def saved(disruption: Disruption) -> str:
    """Return where a disruption is now, in a sentence."""
    grade = disruption.get_grade_display() or f"{disruption.get_grade_claimed_display()} claimed"
    what = f"{in_sentence(disruption.kind_label)} on {day(disruption.happened_on)}"
    stage = in_sentence(disruption.get_stage_display())
    return f"{disruption.ref}, {what}, is {stage} ({in_sentence(grade)})."


def disruption_line(disruption: Disruption) -> str:
    grade = disruption.grade or f"{disruption.grade_claimed} claimed"
    first = f"{disruption.ref}  {day(disruption.happened_on)}  {disruption.kind_label}"
    return f"{first}  {grade}  {disruption.stage}"


group = click.Group("disruptions", help="Disruptions of OCGs: claims, grades and totals.")

group.add_command(
    lists.listing(
        "list", DISRUPTIONS, says=disruption_line, summary="List the disruptions you can see."
    )
)


@group.command("ledger")
@click.option("--since", type=DAY, help="First day of a period.")
@click.option("--as-of", type=DAY, help="Last day to count. The default is today.")
@cli.in_posting
@cli.acting_as
def count(username: str, unit: str | None, since: datetime | None, as_of: datetime | None) -> None:
    """Count the disruptions you can see, as they counted at the end of a day."""
    first, last = since.date() if since else None, as_of.date() if as_of else clock.today()
    with cli.acting(username, unit):
        totals = ledger(first, last)
    click.echo(_counted(totals.total))
    for part in totals.parts:
        click.echo(part.title)
        for line in part.lines:
            click.echo(f"  {_counted(line)}")
    click.echo("Supported, and counted for another organisation")
    for name, number in totals.supported:
        click.echo(f"  {name}: {number}")


def _counted(line: Line) -> str:
    grades = ", ".join(f"{number} {grade}" for grade, number in line.grades.items())
    return f"{line.label}: {line.total} ({grades})"
