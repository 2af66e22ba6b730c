"""Commands that show and export a network."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from broadhurst.capabilities.network.commands.export_network import FORMATS, export_network
from broadhurst.capabilities.network.commands.keep_layout import KeepLayoutForm, keep_layout
from broadhurst.capabilities.network.commands.reset_layout import ResetLayoutForm, reset_layout
from broadhurst.capabilities.network.queries.network import network_of, network_of_unit
from broadhurst.capabilities.network.rules.graph import (
    MOST_STEPS,
    Edge,
    Network,
    objections_to_path,
)
from broadhurst.capabilities.register.models import Ocg
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.agencies.models import Unit
from broadhurst.foundation.doors import cli
from broadhurst.foundation.govuk.words import day
from broadhurst.foundation.workflow import field_of

STEPS = click.IntRange(0, MOST_STEPS)
group = click.Group("network", help="People, OCGs, identifiers and events, and their links.")


def _of_ocg_or_unit(command: Callable[..., None]) -> Callable[..., None]:
    for add in (
        cli.acting_as,
        cli.in_posting,
        click.option(
            "--steps",
            type=STEPS,
            help="How many steps away to include OCGs. The default is 1, or 0 for a unit.",
        ),
        click.argument("ref", required=False),
    ):
        command = add(command)
    return command


def _asked(actor: Actor, ref: str | None, steps: int | None) -> tuple[Ocg | None, int]:
    """Return the OCG and the steps. Without a reference it is the network of the unit."""
    if ref is None:
        return None, steps or 0
    ocg = cli.find(actor, Ocg.objects.select_related("dossier"), ref=ref)
    if ocg is None:
        raise click.ClickException("The OCG does not exist, or you cannot see it.")
    return ocg, 1 if steps is None else steps


def _read(actor: Actor, ref: str | None, steps: int | None) -> Network:
    ocg, away = _asked(actor, ref, steps)
    return network_of(ocg, away) if ocg else network_of_unit(actor, away)


def _ocg_or_own_unit(actor: Actor, ref: str) -> Ocg | Unit | None:
    if ref == actor.unit.key:
        return actor.unit
    return cli.find(actor, Ocg.objects.select_related("dossier"), ref=ref)


for name, form, command in (
    ("keep-layout", KeepLayoutForm, keep_layout),
    ("reset-layout", ResetLayoutForm, reset_layout),
):
    group.add_command(cli.verb(name, form, command, finds={"about": _ocg_or_own_unit}))


@group.command("show")
@_of_ocg_or_unit
def show(username: str, unit: str | None, **asked: Any) -> None:
    """List the links, what OCGs share, and what connects most.

    REF is an OCG. Without it, you get the OCGs of your unit.
    """
    with cli.acting(username, unit) as actor:
        network = _read(actor, **asked)
        click.echo(f"{network.title}: {network.counts}.")
        for node in network.shared:
            click.echo(network.shared_in_words(node))
        for edge in network.edges:
            click.echo(_line(network, edge))
        for row in network.measures:
            click.echo(
                f"{row.node.ref}  {row.node.label}  {row.node.type_words}  "
                f"{row.links} links  {row.percent}%"
            )


@group.command("path")
@_of_ocg_or_unit
@click.option("--start", required=True, help="The reference of the person, OCG or item at one end.")
@click.option(
    "--end", required=True, help="The reference of the person, OCG or item at the other end."
)
def path(username: str, unit: str | None, start: str, end: str, **asked: Any) -> None:
    """Show a shortest path between two people, OCGs or items of a network."""
    with cli.acting(username, unit) as actor:
        network = _read(actor, **asked)
        first, other = network.find(start), network.find(end)
        for objection in objections_to_path(first, other):
            raise click.ClickException(f"--{field_of(objection)}: {objection}")
        links = network.path(first.ref, other.ref) if first and other else None
        if links is None:
            click.echo("Nothing that you can see connects them in this network.")
        for edge in links or ():
            click.echo(_line(network, edge))


@group.command("export")
@_of_ocg_or_unit
@click.option("--format", "form", required=True, type=click.Choice(list(FORMATS)))
@click.option("--to", "file", required=True, type=cli.NEW_FILE, help="The file to write.")
def export(username: str, unit: str | None, form: str, file: Path, **asked: Any) -> None:
    """Write a network to a file, for i2 and other programs. It is logged as a disclosure."""
    with cli.acting(username, unit) as actor, cli.refusals():
        ocg, away = _asked(actor, **asked)
        content = export_network(actor=actor, ocg=ocg, steps=away, form=form)
    file.write_bytes(content)


def _line(network: Network, edge: Edge) -> str:
    since = f"since {day(edge.from_on)}" if edge.from_on else f"recorded {day(edge.recorded_on)}"
    until = f", until {day(edge.until_on)}" if edge.until_on else ""
    grade = f"  {edge.grade}" if edge.grade else ""
    return f"{network.in_words(edge)}  {since}{until}{grade}"
