"""The command line of cover for leads."""

from collections.abc import Callable
from typing import Any

import click

from broadhurst.capabilities.cover.commands.correct_cover import CorrectCoverForm, correct_cover
from broadhurst.capabilities.cover.commands.end_cover import EndCoverForm, end_cover
from broadhurst.capabilities.cover.commands.name_deputy import NameDeputyForm, name_deputy
from broadhurst.capabilities.cover.commands.withdraw_cover import (
    WithdrawCoverForm,
    withdraw_cover,
)
from broadhurst.capabilities.cover.lists import COVERS
from broadhurst.capabilities.cover.queries.covers import covers, status_of
from broadhurst.capabilities.register.models import Cover, Ocg
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.doors import cli
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.govuk.words import day
from broadhurst.foundation.lists import cli as lists


def an_ocg(actor: Actor, ref: str) -> Ocg | None:
    return cli.find(actor, Ocg.objects.all(), ref=ref)


def a_cover(actor: Actor, ref: str) -> Cover | None:
    return cli.find(actor, covers(), ref=ref)


def line(cover: Cover) -> str:
    days = f"{day(cover.from_on)} to {day(cover.until_on)}"
    return f"{cover.ref}  {cover.caption}  {days}  {status_of(cover)}"


ON_COVER: tuple[tuple[str, type[CommandForm], Callable[..., Any]], ...] = (
    ("end", EndCoverForm, end_cover),
    ("correct", CorrectCoverForm, correct_cover),
    ("withdraw", WithdrawCoverForm, withdraw_cover),
)
group = click.Group("cover", help="Deputies of leads who are away.")
group.add_command(
    cli.verb("name-deputy", NameDeputyForm, name_deputy, finds={"ocg": an_ocg}, says=line)
)
for name, form, then in ON_COVER:
    group.add_command(cli.verb(name, form, then, finds={"cover": a_cover}, says=line))
group.add_command(
    lists.verb_on_each(
        "end-covers", EndCoverForm, end_cover, rows=lambda _actor: covers(), subject="cover"
    )
)
group.add_command(
    lists.listing("list", COVERS, says=line, tab="today", summary="List who covers today.")
)
