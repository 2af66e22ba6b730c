"""The command line of cover for leads."""

import click

from broadhurst.capabilities.cover.lists import COVERS
from broadhurst.capabilities.cover.queries.covers import status_of
from broadhurst.capabilities.register.models import Cover
from broadhurst.foundation.govuk.words import day, in_sentence
from broadhurst.foundation.lists import cli as lists


def line(cover: Cover) -> str:
    days = f"{day(cover.from_on)} to {day(cover.until_on)}"
    return f"{cover.ref}  {cover.caption}  {days}  {status_of(cover)}"


def saved(cover: Cover) -> str:
    """Return who covers, from when to when, in a sentence."""
    days = f"from {day(cover.from_on)} to {day(cover.until_on)}"
    return f"{cover.caption} ({cover.ref}) is saved, {days}: {in_sentence(status_of(cover))}."


group = click.Group("cover", help="Deputies of leads who are away.")


group.add_command(
    lists.listing("list", COVERS, says=line, tab="today", summary="List who covers today.")
)
