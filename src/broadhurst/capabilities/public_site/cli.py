"""The command line of the public site's look, and of Welsh versions."""

import click

from broadhurst.capabilities.public_site.lists import WELSH
from broadhurst.foundation.lists import cli as lists

group = click.Group("public-site", help="Your organisation's public pages: colour and Welsh.")


group.add_command(
    lists.listing(
        "list-welsh",
        WELSH,
        says=lambda version: f"{version.ref}  {version.title}  {version.get_stage_display()}",
        summary="List the Welsh versions of your unit.",
    )
)
