"""The command line of the public site's look, and of Welsh versions."""

from typing import Any

import click

from broadhurst.capabilities.public_site.commands import (
    edit_welsh,
    publish_welsh,
    remove_look,
    set_look,
    withdraw_welsh,
    write_welsh,
)
from broadhurst.capabilities.public_site.lists import WELSH
from broadhurst.capabilities.public_site.queries.welsh import welsh_versions
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.doors import cli
from broadhurst.foundation.lists import cli as lists


def a_version(actor: Actor, ref: str) -> Any:
    return cli.find(actor, welsh_versions(), ref=ref)


group = click.Group("public-site", help="Your organisation's public pages: colour and Welsh.")
group.add_command(cli.verb("set-look", set_look.SetLookForm, set_look.set_look, says=str))
group.add_command(
    cli.verb(
        "remove-look",
        remove_look.RemoveLookForm,
        remove_look.remove_look,
        says="{} has the usual look.".format,
    )
)
group.add_command(
    cli.verb("write-welsh", write_welsh.WriteWelshForm, write_welsh.write_welsh, says=str)
)
for name, form, then in (
    ("edit-welsh", edit_welsh.EditWelshForm, edit_welsh.edit_welsh),
    ("publish-welsh", publish_welsh.PublishWelshForm, publish_welsh.publish_welsh),
    ("withdraw-welsh", withdraw_welsh.WithdrawWelshForm, withdraw_welsh.withdraw_welsh),
):
    group.add_command(cli.verb(name, form, then, finds={"version": a_version}, says=str))
group.add_command(
    lists.listing(
        "list-welsh",
        WELSH,
        says=lambda version: f"{version.ref}  {version.title}  {version.get_stage_display()}",
        summary="List the Welsh versions of your unit.",
    )
)
