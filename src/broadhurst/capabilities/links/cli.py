"""The command line of links."""

import click

from broadhurst.capabilities.links.queries.links import links_of, seen_from
from broadhurst.capabilities.register.models import Ocg
from broadhurst.foundation.doors import cli

group = click.Group("links", help="Links between OCGs, and between people.")


@group.command("list")
@click.argument("ref")
@cli.in_posting
@cli.acting_as
def list_links(username: str, unit: str | None, ref: str) -> None:
    """List the links of an OCG and its people. You see those whose two ends you can see."""
    with cli.acting(username, unit) as actor:
        ocg = cli.find(actor, Ocg.objects.select_related("dossier"), ref=ref)
        if ocg is None:
            raise click.ClickException("The OCG does not exist, or you cannot see it.")
        for row in seen_from(ocg, links_of(ocg)):
            over = "  ended" if row.link.until_on else ""
            click.echo(
                f"{row.link.ref}  {row.name}  {row.what}  {row.other}  {row.link.grade}{over}"
            )
