"""The command line of the tracker."""

from typing import Any

import click

from broadhurst.capabilities.inspections.rules.statuses import words
from broadhurst.capabilities.tracking.commands.chase_findings import chase_findings
from broadhurst.capabilities.tracking.lists import FINDINGS
from broadhurst.capabilities.tracking.queries.board import board
from broadhurst.foundation import clock
from broadhurst.foundation.doors import cli
from broadhurst.foundation.govuk.words import count
from broadhurst.foundation.lists import cli as lists

group = click.Group("tracking", help="Owners, next steps and milestones of findings.")


def _line(row: Any) -> str:
    theirs = words(row.theirs) if row.theirs else "no decision recorded"
    step = f"  Next: {row.next_step}" if row.next_step else ""
    return f"{row.finding.key}  {row.agency.name}: {words(row.ours)}. Inspectorate: {theirs}{step}"


group.add_command(
    lists.listing(
        "findings",
        FINDINGS,
        says=_line,
        summary="List the findings of each organisation with both statuses and the next step.",
    )
)


@group.command("board")
@cli.in_posting
@cli.acting_as
def show_board(username: str, unit: str | None) -> None:
    """Count the findings of each organisation by status, and those that are overdue."""
    with cli.acting(username, unit):
        for row in board(clock.today()):
            counted = ", ".join(f"{number} {name}" for _, name, number in row.cells if number)
            click.echo(f"{row.name}: {counted}; {row.late} overdue")


@group.command("chase")
@cli.in_posting
@cli.acting_as
def chase(username: str, unit: str | None) -> None:
    """Notify the owners of dates that are near or have passed. A job does this every day."""
    with cli.acting(username, unit) as actor, cli.refusals():
        click.echo(f"Sent: {count(chase_findings(actor=actor), 'notification')}.")
