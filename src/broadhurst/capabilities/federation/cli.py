"""Command line of federation: `broadhurst federation …`."""

from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import click

from broadhurst.capabilities.federation import client, rules
from broadhurst.capabilities.federation.commands.agree_with import AgreeWithForm, agree_with
from broadhurst.capabilities.federation.commands.end_agreement import (
    EndAgreementForm,
    end_agreement,
)
from broadhurst.capabilities.federation.commands.reseal import ResealForm, reseal
from broadhurst.capabilities.federation.commands.set_hub_key import SetHubKeyForm, set_hub_key
from broadhurst.capabilities.federation.exchange import peers
from broadhurst.capabilities.federation.exchange.link import Unreachable
from broadhurst.capabilities.federation.models import Peer
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.doors import cli
from broadhurst.foundation.workflow import Refused


class FromFile(click.Path):
    """A parameter that reads the value from a file.

    A secret on the command line would stay in the shell's history.
    """

    def convert(self, value: Any, *where: Any) -> str:
        path = super().convert(value, *where)
        return Path(str(path)).read_text().strip()


def a_peer(actor: Actor, key: str) -> Peer | None:
    """Return the peer whose unit has this key, or None.

    None is also returned to anyone but an administrator.
    """
    return None if rules.objections_to_administer(actor.roles) else peers.named(key)


def from_files(command: click.Command, *names: str) -> click.Command:
    """Make these options of a command read their values from files."""
    for option in command.params:
        if option.name in names:
            option.type = FromFile(exists=True, dir_okay=False)
    return command


def resealed(count: int) -> str:
    """Return a sentence with the number of secrets that were sealed again."""
    return "1 secret sealed again." if count == 1 else f"{count} secrets sealed again."


@click.command("publish")
@click.argument("peer")
@cli.in_posting
@cli.acting_as
def publish(peer: str, username: str, unit: str | None) -> None:
    """Publish to a hub what it does not have yet, and record new hits."""

    def acting() -> AbstractContextManager[Actor]:
        return cli.acting(username, unit)

    with acting() as actor:
        hub = a_peer(actor, peer)
    if hub is None:
        raise click.ClickException("There is no hub with this key, or you cannot publish to it.")
    try:
        outcome = client.publish(acting, hub)
    except Refused as refused:
        raise click.ClickException("\n".join(refused.objections)) from refused
    except Unreachable as broken:
        raise click.ClickException(str(broken)) from broken
    click.echo("1 new hit." if outcome.raised == 1 else f"{outcome.raised} new hits.")
    if outcome.warning:
        click.echo(outcome.warning, err=True)
    click.echo(rules.PEER_CAVEAT)


group = click.Group("federation", help="Compare targets with another instance (experimental).")
for command in (
    from_files(cli.verb("agree-with", AgreeWithForm, agree_with, says=str), "authority", "secret"),
    cli.verb("end-agreement", EndAgreementForm, end_agreement, finds={"peer": a_peer}, says=str),
    from_files(
        cli.verb("set-hub-key", SetHubKeyForm, set_hub_key, finds={"peer": a_peer}, says=str), "key"
    ),
    cli.verb("reseal", ResealForm, reseal, says=resealed),
    publish,
):
    group.add_command(command)
