"""Command line of successions."""

from typing import Any

import click

from broadhurst.capabilities.succession import rules
from broadhurst.capabilities.succession.commands.carry_out import CarryOutForm, carry_out
from broadhurst.capabilities.succession.commands.plan_succession import (
    PlanSuccessionForm,
    plan_succession,
)
from broadhurst.capabilities.succession.commands.rehearse import RehearseForm, rehearse
from broadhurst.capabilities.succession.commands.withdraw_succession import (
    WithdrawSuccessionForm,
    withdraw_succession,
)
from broadhurst.capabilities.succession.lists import SUCCESSIONS
from broadhurst.capabilities.succession.models import Succession
from broadhurst.capabilities.succession.queries import successions
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.doors import cli
from broadhurst.foundation.govuk.words import day, in_sentence
from broadhurst.foundation.lists import cli as lists


def a_succession(actor: Actor, ref: str) -> Any:
    return cli.find(actor, successions(), ref=ref)


def _counts(succession: Succession) -> str:
    counts = succession.moved or succession.rehearsed.get("counts", {})
    lines = [f"{many:>8}  {words}" for words, many in rules.in_words(counts)]
    lines += [f"{many:>8}  {words} (stay)" for words, many in rules.staying(counts)]
    stops = rules.what_stops(succession.rehearsed.get("stops", {}))
    return "\n".join([succession.ref, *lines, *stops])


def _in_words(row: Succession) -> str:
    status = in_sentence(row.get_stage_display())
    return f"{row.ref}  {row.successor}  {day(row.effective_on)}  {status}"


ON_SUCCESSION: dict[str, cli.Find] = {"succession": a_succession}
group = click.Group("succession", help="Organisations that merge, split or are replaced.")
group.add_command(cli.verb("plan-succession", PlanSuccessionForm, plan_succession, says=str))
group.add_command(cli.verb("rehearse", RehearseForm, rehearse, finds=ON_SUCCESSION, says=_counts))
group.add_command(cli.verb("carry-out", CarryOutForm, carry_out, finds=ON_SUCCESSION, says=_counts))
group.add_command(
    cli.verb(
        "withdraw-succession",
        WithdrawSuccessionForm,
        withdraw_succession,
        finds=ON_SUCCESSION,
        says=str,
    )
)
group.add_command(
    lists.listing(
        "list",
        SUCCESSIONS,
        says=_in_words,
        summary="List the successions you can see.",
    )
)
