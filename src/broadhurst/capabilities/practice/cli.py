"""The command line of practice notes."""

from typing import Any

import click

from broadhurst.capabilities.practice.lists import NOTES
from broadhurst.capabilities.practice.queries.notes import notes
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.doors import cli
from broadhurst.foundation.lists import cli as lists


def a_note(actor: Actor, ref: str) -> Any:
    return cli.find(actor, notes(), ref=ref)


ON_NOTE: dict[str, cli.Find] = {"note": a_note}

group = click.Group("practice", help="Practice notes: what worked, and who adopted it.")


group.add_command(
    lists.listing(
        "list",
        NOTES,
        says=lambda note: (
            f"{note.ref}  {note.title}  {note.get_topic_display()}  {note.get_label_display()}"
        ),
        summary="List the practice notes you can see.",
    )
)
