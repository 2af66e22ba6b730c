"""The command line of proposed actions."""

import click

from broadhurst.capabilities.commitments.lists import COMMITMENTS
from broadhurst.foundation.lists import cli as lists

group = click.Group("commitments", help="Actions that published responses proposed.")


group.add_command(
    lists.listing(
        "list",
        COMMITMENTS,
        says=lambda row: f"{row.ref}  {row.about}: {row.owner.name}, {row.due_on}, {row.stage}",
        summary="List the proposed actions you can see.",
    )
)
