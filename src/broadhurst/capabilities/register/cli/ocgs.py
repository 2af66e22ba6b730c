"""Commands for OCGs."""

from collections.abc import Callable
from typing import Any

from broadhurst.capabilities.register.commands.assess import AssessForm, assess
from broadhurst.capabilities.register.commands.edit import EditForm, edit
from broadhurst.capabilities.register.commands.moderate import ModerateForm, moderate
from broadhurst.capabilities.register.commands.name_lead import NameLeadForm, name_lead
from broadhurst.capabilities.register.commands.register import RegisterForm, register
from broadhurst.capabilities.register.models import Assessment, Ocg
from broadhurst.capabilities.register.queries.ocgs import to_lead
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.doors import cli
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.lists import cli as lists

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


name_leads = lists.verb_on_each(
    "name-leads", NameLeadForm, name_lead, rows=lambda _actor: to_lead(), subject="ocg"
)
