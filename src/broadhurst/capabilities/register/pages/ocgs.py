"""Pages of OCGs, one for each command."""

from django.http import HttpResponse
from django.urls import reverse

from broadhurst.capabilities.register.commands.assess import AssessForm, assess
from broadhurst.capabilities.register.commands.edit import EditForm, edit
from broadhurst.capabilities.register.commands.moderate import ModerateForm, moderate
from broadhurst.capabilities.register.commands.name_lead import NameLeadForm, name_lead
from broadhurst.capabilities.register.commands.register import RegisterForm, register
from broadhurst.capabilities.register.forms.name_leads import NameLeadsForm
from broadhurst.capabilities.register.models import Assessment, Lead, Ocg
from broadhurst.capabilities.register.queries.leadership import count_led
from broadhurst.capabilities.register.queries.ocgs import to_lead
from broadhurst.capabilities.register.rules.leading import MOST_LED, is_above
from broadhurst.capabilities.register.rules.registering import objections_to_registering_roles
from broadhurst.foundation.doors import web
from broadhurst.foundation.doors.may_open import refused_by_role
from broadhurst.foundation.doors.wall import ActingRequest
from broadhurst.foundation.lists.bulk_page import ask_for_each


def name_leads_page(request: ActingRequest) -> HttpResponse:
    """Name an SIO, LRO or SRO of each of the chosen OCGs."""
    return ask_for_each(
        request,
        NameLeadsForm,
        name_lead,
        each_form=NameLeadForm,
        rows=to_lead(),
        subject="ocg",
        title="Name an SIO, LRO or SRO",
        noun="OCG",
        submit="Name lead",
        back=reverse("ocgs:ocgs"),
    )


@refused_by_role(
    objections_to_registering_roles,
    title="Register an OCG",
    back="home:home",
    link_text="Your tasks",
)
def register_page(request: ActingRequest) -> HttpResponse:
    return web.ask(
        request,
        RegisterForm,
        register,
        title="Register an OCG",
        submit="Register OCG",
        go_to=ocg_href,
        done=lambda ocg: f"{ocg.ref} is registered. Next: add its members, then assess it.",
        context={"back": reverse("ocgs:ocgs")},
    )


def edit_page(request: ActingRequest, ref: str) -> HttpResponse:
    ocg = web.find(request, Ocg.objects.select_related("dossier"), ref=ref)
    return web.ask(
        request,
        EditForm,
        edit,
        ocg=ocg,
        title="Correct the details of this OCG",
        submit="Save changes",
        go_to=ocg_href(ocg),
        done="The details are corrected.",
    )


def name_lead_page(request: ActingRequest, ref: str) -> HttpResponse:
    ocg = web.find(request, Ocg.objects.select_related("dossier"), ref=ref)
    return web.ask(
        request,
        NameLeadForm,
        name_lead,
        ocg=ocg,
        title="Name an SIO, LRO or SRO",
        submit="Name lead",
        go_to=ocg_href(ocg),
        done=_named,
        initial={"officer": request.GET.get("officer", "")},
        context={"above": "register/_candidates.html"},
    )


def _named(lead: Lead) -> str:
    """Return the message, with a warning if the lead has more OCGs than the policy number."""
    led = count_led(lead.officer)
    if not is_above(led):
        return f"{lead} is named."
    return (
        f"{lead} is named. {lead.officer.name} now leads {led} active OCGs that you can see: more "
        f"than the {MOST_LED} of the policy."
    )


def assess_page(request: ActingRequest, ref: str) -> HttpResponse:
    ocg = web.find(request, Ocg.objects.select_related("dossier"), ref=ref)
    return web.ask(
        request,
        AssessForm,
        assess,
        ocg=ocg,
        title="Assess this OCG",
        submit="Send to a moderator",
        go_to=ocg_href(ocg),
        done="The assessment is sent. A moderator accepts it or returns it to you.",
    )


def moderate_page(request: ActingRequest, ref: str) -> HttpResponse:
    assessment = web.find(
        request, Assessment.objects.select_related("ocg", "scheme", "scored_by", "dossier"), ref=ref
    )
    return web.ask(
        request,
        ModerateForm,
        moderate,
        assessment=assessment,
        title="Moderate this assessment",
        submit="Moderate assessment",
        go_to=ocg_href(assessment.ocg),
        done="The assessment is moderated.",
        context={"above": "register/_assessment.html"},
    )


def ocg_href(ocg: Ocg) -> str:
    """Return the address of an OCG's page. The dossier surface builds that page."""
    return reverse("dossier:ocg", args=[ocg.ref])
