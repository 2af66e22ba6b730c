"""The command line of disruptions."""

from datetime import datetime
from typing import Any

import click

from broadhurst.capabilities.disruptions.commands import (
    claim,
    claim_for_action,
    moderate,
    regrade,
    revise,
    set_grades,
    withdraw,
)
from broadhurst.capabilities.disruptions.lists import DISRUPTIONS
from broadhurst.capabilities.disruptions.models import Disruption
from broadhurst.capabilities.disruptions.queries.counted import Line, ledger
from broadhurst.capabilities.disruptions.queries.disruptions import disruptions
from broadhurst.capabilities.plans.queries.actions import seen_actions
from broadhurst.capabilities.register.models import Ocg
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.doors import cli
from broadhurst.foundation.govuk.words import day
from broadhurst.foundation.lists import cli as lists

DAY = click.DateTime(["%Y-%m-%d"])


def an_ocg(actor: Actor, ref: str) -> Ocg | None:
    return cli.find(actor, Ocg.objects.select_related("dossier"), ref=ref)


def an_action(actor: Actor, ref: str) -> Any:
    return cli.find(actor, seen_actions(), ref=ref)


def a_disruption(actor: Actor, ref: str) -> Disruption | None:
    return cli.find(actor, disruptions(), ref=ref)


VERBS: tuple[tuple[str, Any, Any, dict[str, cli.Find]], ...] = (
    ("claim", claim.ClaimForm, claim.claim, {"ocg": an_ocg}),
    (
        "claim-for-action",
        claim_for_action.ClaimForActionForm,
        claim_for_action.claim_for_action,
        {"action": an_action},
    ),
    ("revise", revise.ReviseForm, revise.revise, {"disruption": a_disruption}),
    ("moderate", moderate.ModerateForm, moderate.moderate, {"disruption": a_disruption}),
    ("regrade", regrade.RegradeForm, regrade.regrade, {"disruption": a_disruption}),
    ("withdraw", withdraw.WithdrawForm, withdraw.withdraw, {"disruption": a_disruption}),
)


def _said(disruption: Disruption) -> str:
    grade = disruption.grade or f"{disruption.grade_claimed} claimed"
    first = f"{disruption.ref}  {day(disruption.happened_on)}  {disruption.kind_label}"
    return f"{first}  {grade}  {disruption.stage}"


group = click.Group("disruptions", help="Disruptions of OCGs: claims, grades and totals.")
for name, form, then, finds in VERBS:
    group.add_command(cli.verb(name, form, then, finds=finds, says=_said))
group.add_command(cli.verb("set-grades", set_grades.SetGradesForm, set_grades.set_grades, says=str))
group.add_command(
    lists.listing("list", DISRUPTIONS, says=_said, summary="List the disruptions you can see.")
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
