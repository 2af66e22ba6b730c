"""The command line of the tracker."""

from collections.abc import Callable
from typing import Any

import click

from broadhurst.capabilities.inspections.commands.assign_finding import (
    AssignFindingForm,
    assign_finding,
)
from broadhurst.capabilities.inspections.queries.reports import findings
from broadhurst.capabilities.inspections.rules.statuses import words
from broadhurst.capabilities.tracking.commands import (
    add_milestone,
    complete_milestone,
    edit_milestone,
    reopen_milestone,
    set_next_step,
    withdraw_milestone,
)
from broadhurst.capabilities.tracking.commands.chase_findings import chase_findings
from broadhurst.capabilities.tracking.lists import FINDINGS
from broadhurst.capabilities.tracking.queries.board import board
from broadhurst.capabilities.tracking.queries.work import findings_by_key, milestones
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.doors import cli
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.govuk.words import count
from broadhurst.foundation.lists import cli as lists


def a_finding(actor: Actor, key: str) -> Any:
    return cli.find(actor, findings(), key=key)


def a_milestone(actor: Actor, ref: str) -> Any:
    return cli.find(actor, milestones(), ref=ref)


ON_FINDING: dict[str, cli.Find] = {"finding": a_finding}
ON_MILESTONE: dict[str, cli.Find] = {"milestone": a_milestone}

group = click.Group("tracking", help="Owners, next steps and milestones of findings.")
for name, form, then, finds in (
    ("set-next-step", set_next_step.SetNextStepForm, set_next_step.set_next_step, ON_FINDING),
    ("add-milestone", add_milestone.AddMilestoneForm, add_milestone.add_milestone, ON_FINDING),
    (
        "edit-milestone", edit_milestone.EditMilestoneForm, edit_milestone.edit_milestone,
        ON_MILESTONE,
    ),
    (
        "complete-milestone", complete_milestone.CompleteMilestoneForm,
        complete_milestone.complete_milestone, ON_MILESTONE,
    ),
    (
        "reopen-milestone", reopen_milestone.ReopenMilestoneForm,
        reopen_milestone.reopen_milestone, ON_MILESTONE,
    ),
    (
        "withdraw-milestone", withdraw_milestone.WithdrawMilestoneForm,
        withdraw_milestone.withdraw_milestone, ON_MILESTONE,
    ),
):  # fmt: skip
    group.add_command(cli.verb(name, form, then, finds=finds, says=str))


ON_EACH: tuple[tuple[str, type[CommandForm], Callable[..., Any]], ...] = (
    ("name-owners", AssignFindingForm, assign_finding),
    ("set-next-steps", set_next_step.SetNextStepForm, set_next_step.set_next_step),
)
for name, each_form, on_each in ON_EACH:
    group.add_command(
        lists.verb_on_each(
            name, each_form, on_each, rows=lambda _actor: findings_by_key(), subject="finding"
        )
    )


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
