"""The command line of links."""

from collections.abc import Callable
from typing import Any

import click

from broadhurst.capabilities.links.commands.correct_link import CorrectLinkForm, correct_link
from broadhurst.capabilities.links.commands.end_link import EndLinkForm, end_link
from broadhurst.capabilities.links.commands.link_ocgs import LinkOcgsForm, link_ocgs
from broadhurst.capabilities.links.commands.link_people import LinkPeopleForm, link_people
from broadhurst.capabilities.links.commands.withdraw_link import WithdrawLinkForm, withdraw_link
from broadhurst.capabilities.links.models import Link
from broadhurst.capabilities.links.queries.links import links, links_of, seen_from
from broadhurst.capabilities.register.models import Ocg
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.doors import cli
from broadhurst.foundation.doors.command_form import CommandForm


def an_ocg(actor: Actor, ref: str) -> Ocg | None:
    return cli.find(actor, Ocg.objects.select_related("dossier"), ref=ref)


def a_link(actor: Actor, ref: str) -> Link | None:
    return cli.find(actor, links(), ref=ref)


Find = Callable[[Actor, str], Any]
VERBS: tuple[tuple[str, type[CommandForm], Callable[..., Link], str, Find], ...] = (
    ("link-ocgs", LinkOcgsForm, link_ocgs, "ocg", an_ocg),
    ("link-people", LinkPeopleForm, link_people, "ocg", an_ocg),
    ("end-link", EndLinkForm, end_link, "link", a_link),
    ("correct-link", CorrectLinkForm, correct_link, "link", a_link),
    ("withdraw-link", WithdrawLinkForm, withdraw_link, "link", a_link),
)
group = click.Group("links", help="Links between OCGs, and between people.")
for name, form, verb, role, find in VERBS:
    group.add_command(cli.verb(name, form, verb, finds={role: find}))


@group.command("list")
@click.argument("ref")
@cli.in_posting
@cli.acting_as
def list_links(username: str, unit: str | None, ref: str) -> None:
    """List the links of an OCG and its people. You see those whose two ends you can see."""
    with cli.acting(username, unit) as actor:
        ocg = an_ocg(actor, ref)
        if ocg is None:
            raise click.ClickException("The OCG does not exist, or you cannot see it.")
        for row in seen_from(ocg, links_of(ocg)):
            over = "  ended" if row.link.until_on else ""
            click.echo(
                f"{row.link.ref}  {row.name}  {row.what}  {row.other}  {row.link.grade}{over}"
            )
