"""The terminal door of this room: `broadhurst federation …`."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from functools import partial
from pathlib import Path
from typing import Any

import click

from broadhurst.capabilities.federation import client, rules
from broadhurst.capabilities.federation.commands.agree_with import AgreeWithForm, agree_with
from broadhurst.capabilities.federation.commands.end_agreement import (
    EndAgreementForm,
    end_agreement,
)
from broadhurst.capabilities.federation.commands.renew_sets import RenewSetsForm, renew_sets
from broadhurst.capabilities.federation.commands.set_hub_key import SetHubKeyForm, set_hub_key
from broadhurst.capabilities.federation.exchange import peers
from broadhurst.capabilities.federation.exchange.link import Unreachable
from broadhurst.capabilities.federation.models import Peer
from broadhurst.capabilities.federation.protocol.psi import Unsound
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.doors import cli
from broadhurst.foundation.workflow import Refused


class FromFile(click.Path):
    """A file's text as the answer: a secret in a command line is in the shell's history."""

    def convert(self, value: Any, *where: Any) -> str:
        path = super().convert(value, *where)
        return Path(str(path)).read_text().strip()


def a_peer(actor: Actor, key: str) -> Peer | None:
    """The peer whose unit has this key, for those who run the comparing."""
    return None if rules.objections_to_run(actor.roles) else peers.named(key)


def from_files(verb: click.Command, *names: str) -> click.Command:
    """The same command, which reads these answers from the files that are named."""
    for option in verb.params:
        if option.name in names:
            option.type = FromFile(exists=True, dir_okay=False)
    return verb


def made(count: int) -> str:
    """How many sets were made."""
    return "1 set made." if count == 1 else f"{count} sets made."


def run(verb: Callable[..., client.Outcome], key: str, username: str, unit: str | None) -> None:
    """Talk to a peer as an officer, and say how many hits came of it."""

    def acting() -> AbstractContextManager[Actor]:
        return cli.acting(username, unit)

    with acting() as actor:
        peer = a_peer(actor, key)
    if peer is None:
        raise click.ClickException("No such peer, or it is not yours to compare with.")
    try:
        outcome = verb(acting, peer)
    except Refused as refused:
        raise click.ClickException("\n".join(refused.objections)) from refused
    except (Unreachable, Unsound) as broken:
        raise click.ClickException(str(broken)) from broken
    click.echo("1 new hit." if outcome.raised == 1 else f"{outcome.raised} new hits.")
    if outcome.warning:
        click.echo(outcome.warning, err=True)
    click.echo(rules.PEER_CAVEAT)


@click.command("compare")
@click.argument("peer")
@click.option("--most-hits", default=rules.MOST_HITS, show_default=True)
@cli.in_posting
@cli.acting_as
def compare(peer: str, most_hits: int, username: str, unit: str | None) -> None:
    """Ask another instance, by private set intersection, about what it was not asked yet."""
    run(partial(client.compare, most_hits=most_hits), peer, username, unit)


@click.command("publish")
@click.argument("peer")
@cli.in_posting
@cli.acting_as
def publish(peer: str, username: str, unit: str | None) -> None:
    """Publish to a hub what it does not have yet, and record what it points to."""
    run(client.publish, peer, username, unit)


group = click.Group("federation", help="Compare targets with another instance (experimental).")
for one in (
    from_files(cli.verb("agree-with", AgreeWithForm, agree_with, says=str), "authority", "secret"),
    cli.verb("end-agreement", EndAgreementForm, end_agreement, finds={"peer": a_peer}, says=str),
    cli.verb("renew-sets", RenewSetsForm, renew_sets, says=made),
    from_files(
        cli.verb("set-hub-key", SetHubKeyForm, set_hub_key, finds={"peer": a_peer}, says=str), "key"
    ),
    compare,
    publish,
):
    group.add_command(one)
