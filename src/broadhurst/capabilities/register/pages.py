"""The register's pages: the list, and one page a verb."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import format_html, format_html_join

from broadhurst.capabilities.register.commands.add_identifier import (
    AddIdentifierForm,
    add_identifier,
)
from broadhurst.capabilities.register.commands.add_member import AddMemberForm, add_member
from broadhurst.capabilities.register.commands.assess import AssessForm, assess
from broadhurst.capabilities.register.commands.moderate import ModerateForm, moderate
from broadhurst.capabilities.register.commands.name_lead import NameLeadForm, name_lead
from broadhurst.capabilities.register.commands.register import RegisterForm, register
from broadhurst.capabilities.register.models import (
    Assessment,
    Identifier,
    Membership,
    Ocg,
    ThreatType,
)
from broadhurst.capabilities.register.queries import led_by, listed
from broadhurst.capabilities.register.rules.receipts import in_words
from broadhurst.foundation.agencies.models import Agency
from broadhurst.foundation.doors import web
from broadhurst.foundation.doors.paging import page_by_key
from broadhurst.foundation.doors.wall import ActingRequest


def ocgs(request: ActingRequest) -> HttpResponse:
    """The list of OCGs, filtered by what stands in the address."""
    page = page_by_key(_filtered(request), request.GET, by="-registered_at")
    shown = {
        "page": page,
        "threat_types": ThreatType.choices,
        "agencies": Agency.objects.filter(
            kind__in=("police_force", "rocu"), units__isnull=False
        ).distinct(),
        "chosen": request.GET,
    }
    return render(request, "register/ocgs.html", shown)


def _filtered(request: ActingRequest) -> QuerySet[Any]:
    rows = listed().filter(state=request.GET.get("state") or Ocg.State.ACTIVE)
    if words := request.GET.get("q", "").strip():
        rows = rows.filter(name__icontains=words) | rows.filter(ref__iexact=words)
    if threat := request.GET.get("threat"):
        rows = rows.filter(threat_types__contains=[threat])
    if owner := request.GET.get("owner"):
        rows = rows.filter(ownerships__until_at=None, ownerships__agency__key=owner)
    if request.GET.get("mine"):
        rows = rows.filter(pk__in=led_by(request.actor.officer))
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
    )


def add_member_page(request: ActingRequest, ref: str) -> HttpResponse:
    ocg = web.find(request, Ocg.objects.all(), ref=ref)
    return web.ask(
        request,
        AddMemberForm,
        add_member,
        ocg=ocg,
        title="Add a person",
        submit="Add person",
        go_to=reverse("ocg_people", args=[ref]),
        done=lambda member: _checked("The person is added.", member),
    )


def add_identifier_page(request: ActingRequest, ref: str) -> HttpResponse:
    ocg = web.find(request, Ocg.objects.all(), ref=ref)
    return web.ask(
        request,
        AddIdentifierForm,
        add_identifier,
        ocg=ocg,
        title="Add an identifier",
        submit="Add identifier",
        go_to=reverse("ocg_people", args=[ref]),
        done=lambda identifier: _checked("The identifier is added.", identifier),
    )


def _checked(done: str, added: Membership | Identifier) -> str:
    """What its check answered, with the way to each receipt, where hits have whom to ring."""
    links = format_html_join(
        "",
        ' <a class="govuk-notification-banner__link" href="{}">See receipt {}</a>',
        ((reverse("check_made", args=[one.ref]), one.ref) for one in added.receipts),
    )
    return format_html("{} {}{}", done, in_words(added.receipts), links)


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
        done="The assessment waits for a moderator.",
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
    """The page of an OCG, which the dossier surface composes from every room."""
    return reverse("ocg", args=[ocg.ref])
