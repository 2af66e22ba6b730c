"""The command that lists OCGs."""

import click

from broadhurst.capabilities.register.models import Ocg
from broadhurst.capabilities.register.queries.ocgs import listed
from broadhurst.foundation.doors import cli
from broadhurst.surfaces.ocgs.queries import count_open_hits


@click.command("list")
@click.option(
    "--state", type=click.Choice(Ocg.State.values), default="active", help="Active or archived."
)
@cli.in_posting
@cli.acting_as
def list_ocgs(username: str, unit: str | None, state: str) -> None:
    """List the active or archived OCGs that you may see."""
    with cli.acting(username, unit):
        rows = list(listed().filter(state=state).order_by("-registered_at"))
        count_open_hits(rows)
        for ocg in rows:
            tier = f"tier {ocg.tier}" if ocg.tier else "not assessed"
            match = "  Match found" if ocg.open_hits else ""
            click.echo(f"{ocg.ref}  {ocg.name}  {ocg.owner_unit}  {tier}  LRO {ocg.lro}{match}")
