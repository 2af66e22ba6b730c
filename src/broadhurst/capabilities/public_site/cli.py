"""The command line of the public site's look."""

import click

from broadhurst.capabilities.public_site.commands import remove_look, set_look
from broadhurst.foundation.doors import cli

group = click.Group("public-site", help="How your organisation's public pages look.")
group.add_command(cli.verb("set-look", set_look.SetLookForm, set_look.set_look, says=str))
group.add_command(
    cli.verb(
        "remove-look",
        remove_look.RemoveLookForm,
        remove_look.remove_look,
        says="{} has the usual look.".format,
    )
)
