"""Pages of OCGs: the list, and one page per command."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from broadhurst.capabilities.register.commands.assess import AssessForm, assess
from broadhurst.capabilities.register.commands.edit import EditForm, edit
from broadhurst.capabilities.register.commands.moderate import ModerateForm, moderate
from broadhurst.capabilities.register.commands.name_lead import NameLeadForm, name_lead
from broadhurst.capabilities.register.commands.register import RegisterForm, register
from broadhurst.capabilities.register.counting import count_open_hits
from broadhurst.capabilities.register.models import Assessment, Ocg, ThreatType
from broadhurst.capabilities.register.queries.leadership import led_by
from broadhurst.capabilities.register.queries.ocgs import listed
from broadhurst.capabilities.register.rules.registering import objections_to_register_here
from broadhurst.foundation.agencies.models import Agency
from broadhurst.foundation.doors import web
from broadhurst.foundation.doors.paging import page_by_key
from broadhurst.foundation.doors.wall import ActingRequest


def ocgs(request: ActingRequest) -> HttpResponse:
    """List the OCGs that match the filters in the query string."""
    page = page_by_key(_filtered(request), request.GET, by="-registered_at")
    count_open_hits(page.rows)
    context = {
        "page": page,
        "threat_types": ThreatType.choices,
        "agencies": Agency.objects.filter(
            kind__in=("police_force", "rocu"), units__isnull=False
        ).distinct(),
        "states": Ocg.State.choices,
        "may_register": not objections_to_register_here(request.actor),
        "chosen": request.GET,
    }
    return render(request, "register/ocgs.html", context)


def _filtered(request: ActingRequest) -> QuerySet[Any]:
    requested = request.GET.get("state", "")
    state = requested if requested in Ocg.State.values else Ocg.State.ACTIVE.value
    rows = listed().filter(state=state)
    if words := request.GET.get("q", "").strip():
        rows = rows.filter(name__icontains=words) | rows.filter(ref__iexact=words)
    if threat := request.GET.get("threat"):
        rows = rows.filter(threat_types__contains=[threat])
    if owner := request.GET.get("owner"):
        rows = rows.filter(ownerships__until_at=None, ownerships__agency__key=owner)
    if request.GET.get("mine"):
        rows = rows.filter(pk__in=led_by(request.actor.officer, state=state))
    return rows


def register_page(request: ActingRequest) -> HttpResponse:
    return web.ask(
        request,
        RegisterForm,
        register,
        title="Register an OCG",
        submit="Register OCG",
        go_to=ocg_href,
        done=lambda ocg: f"{ocg.ref} is registered. Next: add its members, then assess it.",
        context={"back": reverse("register:ocgs")},
    )


def edit_page(request: ActingRequest, ref: str) -> HttpResponse:
    ocg = web.find(request, Ocg.objects.all(), ref=ref)
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
    ocg = web.find(request, Ocg.objects.all(), ref=ref)
    return web.ask(
        request,
        NameLeadForm,
        name_lead,
        ocg=ocg,
        title="Name an SIO, LRO or SRO",
        submit="Name",
        go_to=ocg_href(ocg),
        done=lambda lead: f"{lead} is named.",
    )


def assess_page(request: ActingRequest, ref: str) -> HttpResponse:
    ocg = web.find(request, Ocg.objects.all(), ref=ref)
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
        submit="Moderate",
        go_to=ocg_href(assessment.ocg),
        done="The assessment is moderated.",
        context={"above": "register/_assessment.html"},
    )


def ocg_href(ocg: Ocg) -> str:
    """Return the address of an OCG's page. The dossier surface builds that page."""
    return reverse("dossier:ocg", args=[ocg.ref])
