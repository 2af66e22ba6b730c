"""Commands for OCGs."""

from collections.abc import Callable
from typing import Any

import click

from broadhurst.capabilities.register.commands.assess import AssessForm, assess
from broadhurst.capabilities.register.commands.edit import EditForm, edit
from broadhurst.capabilities.register.commands.moderate import ModerateForm, moderate
from broadhurst.capabilities.register.commands.name_lead import NameLeadForm, name_lead
from broadhurst.capabilities.register.commands.register import RegisterForm, register
from broadhurst.capabilities.register.counting import count_open_hits
from broadhurst.capabilities.register.models import Assessment, Ocg
from broadhurst.capabilities.register.queries.ocgs import listed
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.doors import cli
from broadhurst.foundation.doors.command_form import CommandForm

Verb = tuple[str, type[CommandForm], Callable[..., Any], dict[str, cli.Find], Callable[[Any], str]]


def an_ocg(actor: Actor, ref: str) -> Ocg | None:
    """Return an OCG by reference, if the actor may see it."""
    return cli.find(actor, Ocg.objects.all(), ref=ref)


def an_assessment(actor: Actor, ref: str) -> Assessment | None:
    rows = Assessment.objects.select_related("ocg", "scheme", "scored_by", "dossier")
    return cli.find(actor, rows, ref=ref)


OCG_VERBS: tuple[Verb, ...] = (
    ("register", RegisterForm, register, {}, str),
    ("edit", EditForm, edit, {"ocg": an_ocg}, str),
    ("name-lead", NameLeadForm, name_lead, {"ocg": an_ocg}, str),
    ("assess", AssessForm, assess, {"ocg": an_ocg}, str),
    ("moderate", ModerateForm, moderate, {"assessment": an_assessment}, str),
)


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
