"""Command line of plans."""

import click

from broadhurst.capabilities.plans.cli import policies
from broadhurst.capabilities.plans.lists import UNIT_ACTIONS
from broadhurst.capabilities.plans.models import Action
from broadhurst.capabilities.plans.queries.actions import seen_actions
from broadhurst.capabilities.plans.queries.plan_on_paper import PLAN_COPY
from broadhurst.capabilities.plans.queries.tactics import library_on, tactics_in
from broadhurst.foundation import clock
from broadhurst.foundation.doors import cli
from broadhurst.foundation.govuk.words import day
from broadhurst.foundation.lists import cli as lists
from broadhurst.foundation.record_copies.cli import download

group = click.Group("plans", help="4P plans and their actions.")


def _line(action: Action) -> str:
    return f"{action.ref}  due {day(action.due_on)}  {action.stage}  {action.title}"


policies.add_to(group)


@group.command("actions")
@cli.in_posting
@cli.acting_as
def list_actions(username: str, unit: str | None) -> None:
    """List the open actions of your unit."""
    with cli.acting(username, unit) as actor:
        for action in seen_actions().filter(closed_at=None, accountable_unit=actor.unit):
            click.echo(_line(action))


@group.command("tactics")
@cli.in_posting
@cli.acting_as
def list_tactics(username: str, unit: str | None) -> None:
    """List the tactics in force, each with its source."""
    with cli.acting(username, unit):
        for tactic in tactics_in(library_on(clock.today())):
            click.echo(f"{tactic.p}  {tactic.key}  {tactic.title}. Source: {tactic.citation}")


group.add_command(
    lists.listing(
        "unit-actions", UNIT_ACTIONS, says=_line, summary="List the actions of your unit, done too."
    )
)
group.add_command(download("download", PLAN_COPY))
