"""Pages of organisations and their units, for administrators."""

from typing import Any

from django.db.models import Q
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse

from broadhurst.capabilities.establishment.commands.begin_oversight import (
    BeginOversightForm,
    begin_oversight,
)
from broadhurst.capabilities.establishment.commands.close_agency import (
    CloseAgencyForm,
    close_agency,
)
from broadhurst.capabilities.establishment.commands.close_unit import CloseUnitForm, close_unit
from broadhurst.capabilities.establishment.commands.edit_agency import EditAgencyForm, edit_agency
from broadhurst.capabilities.establishment.commands.edit_unit import EditUnitForm, edit_unit
from broadhurst.capabilities.establishment.commands.end_oversight import (
    EndOversightForm,
    end_oversight,
)
from broadhurst.capabilities.establishment.commands.join_region import JoinRegionForm, join_region
from broadhurst.capabilities.establishment.commands.leave_region import (
    LeaveRegionForm,
    leave_region,
)
from broadhurst.capabilities.establishment.commands.open_agency import OpenAgencyForm, open_agency
from broadhurst.capabilities.establishment.commands.open_unit import OpenUnitForm, open_unit
from broadhurst.capabilities.establishment.lists.administered import ORGANISATIONS, UNITS
from broadhurst.capabilities.establishment.pages.gate import for_administrators, for_the_service
from broadhurst.capabilities.establishment.queries.administering import (
    agencies_of,
    agencies_of_service,
    units_of,
)
from broadhurst.capabilities.establishment.queries.forms import to_end_oversight, to_leave_region
from broadhurst.capabilities.establishment.rules import administering
from broadhurst.capabilities.establishment.rules.organisations import FORCE, IN_REGIONS
from broadhurst.foundation import clock
from broadhurst.foundation.agencies.models import Agency, Unit
from broadhurst.foundation.doors import web
from broadhurst.foundation.doors.pdf_signatures import CannotSign, signing_in_words
from broadhurst.foundation.doors.wall import ActingRequest
from broadhurst.foundation.jobs.lateness import state_of_jobs
from broadhurst.foundation.lists.page import show


@for_administrators
def administration_page(request: ActingRequest) -> HttpResponse:
    """Show the start page of administration."""
    is_of_service = administering.is_of_service(request.actor.roles)
    context = {"is_of_service": is_of_service, "signing": _signing()}
    context["state"] = state_of_jobs() if is_of_service else None
    return render(request, "establishment/administration.html", context)


def _signing() -> str:
    """Say who signs published PDFs, or why they are not signed."""
    try:
        return signing_in_words()
    except CannotSign as cannot:
        return str(cannot)


@for_administrators
def organisations_page(request: ActingRequest) -> HttpResponseBase:
    """List the organisations that an administrator manages."""
    is_of_service = administering.is_of_service(request.actor.roles)
    return show(
        request, ORGANISATIONS, "establishment/organisations.html", is_of_service=is_of_service
    )


@for_administrators
def units_page(request: ActingRequest) -> HttpResponseBase:
    """List the units that an administrator manages."""
    return show(request, UNITS, "establishment/units.html")


@for_the_service
def open_agency_page(request: ActingRequest) -> HttpResponse:
    return web.ask(
        request,
        OpenAgencyForm,
        open_agency,
        title="Open an organisation",
        submit="Open organisation",
        done=lambda body: f"{body.name} is open. Open its units next.",
        go_to=lambda body: reverse("establishment:organisation", args=[body.key]),
        context={"back": reverse("establishment:organisations")},
    )


def organisation_page(request: ActingRequest, ref: str) -> HttpResponse:
    """Show an organisation: its policing body, region, districts and units."""
    agency = web.find(request, agencies_of(request.actor), key=ref)
    today = clock.today()
    context = {
        "agency": agency,
        "successor": Agency.objects.filter(Q(succeeds=agency) | Q(took_over=agency)).first(),
        "took_over": agency.took_over.all(),
        "oversight": agency.overseen_by.select_related("body"),
        "regions": agency.regions.select_related("region").order_by("from_on"),
        "units": agency.units.select_related("district"),
        "districts": agency.districts.select_related("council"),
        "has_districts": agency.kind == FORCE,
        "is_of_service": administering.is_of_service(request.actor.roles),
        "is_overseen": agency.kind == FORCE,
        "may_end_oversight": not to_end_oversight(request.actor, agency),
        "is_in_regions": agency.kind in IN_REGIONS,
        "may_leave_region": not to_leave_region(request.actor, agency),
        "is_open": agency.until_on is None or agency.until_on > today,
        "today": today,
    }
    return render(request, "establishment/organisation.html", context)


def unit_page(request: ActingRequest, ref: str) -> HttpResponse:
    """Show a unit: its duty contact and its officers."""
    unit = web.find(request, units_of(request.actor), key=ref)
    today = clock.today()
    ahead = Q(until_on__isnull=True) | Q(until_on__gt=today)
    context = {
        "unit": unit,
        "postings": unit.postings.filter(ahead).select_related("officer", "unit__agency"),
        "is_open": unit.until_on is None or unit.until_on > today,
    }
    return render(request, "establishment/unit.html", context)


def _about_agency(request: ActingRequest, ref: str) -> dict[str, Any]:
    agency = web.find(request, agencies_of(request.actor), key=ref)
    href = reverse("establishment:organisation", args=[agency.key])
    return {"agency": agency, "go_to": href, "context": {"caption": agency.name, "back": href}}


def _about_any_agency(request: ActingRequest, ref: str) -> dict[str, Any]:
    """Return an organisation to an administrator of the service."""
    web.find(request, agencies_of_service(request.actor), key=ref)
    return _about_agency(request, ref)


def _about_unit(request: ActingRequest, ref: str) -> dict[str, Any]:
    unit = web.find(request, units_of(request.actor), key=ref)
    href = reverse("establishment:unit", args=[unit.key])
    return {"unit": unit, "go_to": href, "context": {"caption": unit.name, "back": href}}


def _saved(unit: Unit) -> str:
    return f"{unit.name} is saved."


edit_agency_page = web.verb(
    EditAgencyForm, edit_agency, _about_any_agency, "Edit this organisation", "Save organisation",
    "The organisation is saved.",
)  # fmt: skip
close_agency_page = web.verb(
    CloseAgencyForm, close_agency, _about_any_agency,
    "Close this organisation", "Close organisation", "The closing day is saved.",
)  # fmt: skip
begin_oversight_page = web.verb(
    BeginOversightForm, begin_oversight, _about_any_agency, "Add a policing body",
    "Save policing body", "The policing body is saved.",
)  # fmt: skip
end_oversight_page = web.verb(
    EndOversightForm, end_oversight, _about_any_agency, "End this policing body’s oversight",
    "Save last day", "The last day is saved.",
)  # fmt: skip
join_region_page = web.verb(
    JoinRegionForm, join_region, _about_any_agency, "Join a region", "Save region",
    "The region is saved.",
)  # fmt: skip
leave_region_page = web.verb(
    LeaveRegionForm, leave_region, _about_any_agency, "Leave the region", "Save last day",
    "The last day is saved.",
)  # fmt: skip
open_unit_page = web.verb(
    OpenUnitForm, open_unit, _about_agency, "Open a unit", "Open unit",
    lambda unit: f"{unit.name} is open. Post officers to it next.",
)  # fmt: skip
edit_unit_page = web.verb(
    EditUnitForm, edit_unit, _about_unit, "Edit this unit", "Save unit", _saved
)
close_unit_page = web.verb(
    CloseUnitForm, close_unit, _about_unit, "Close this unit", "Close unit",
    "The closing day is saved.",
)  # fmt: skip
