"""Terminal commands to change the desired outcomes and the tactics."""

import click

from broadhurst.capabilities.plans.commands.change_tactic import ChangeTacticForm, change_tactic
from broadhurst.capabilities.plans.commands.retire_tactic import RetireTacticForm, retire_tactic
from broadhurst.capabilities.plans.models import OutcomeList, TacticLibrary
from broadhurst.capabilities.plans.queries.policies import latest_library, tactic_in
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.doors import cli
from broadhurst.foundation.govuk.words import day


def in_force(version: OutcomeList | TacticLibrary) -> str:
    return f"{version.version} is in force from {day(version.from_on)}."


def a_tactic(_actor: Actor, key: str) -> str | None:
    return key if tactic_in(latest_library(), key) else None


def add_to(group: click.Group) -> None:
    """Add the commands to the terminal commands of the room."""
    for name, form, command in (
        ("change-tactic", ChangeTacticForm, change_tactic),
        ("retire-tactic", RetireTacticForm, retire_tactic),
    ):
        group.add_command(cli.verb(name, form, command, finds={"key": a_tactic}, says=in_force))
