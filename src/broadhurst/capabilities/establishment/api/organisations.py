"""Endpoints of organisations and units.

An organisation that the actor does not administer is answered as not found.
"""

from typing import Any

from django.http import HttpResponse
from django.http.response import HttpResponseBase

from broadhurst.capabilities.establishment.api.adding import Verb, add, open_to
from broadhurst.capabilities.establishment.api.routing import router
from broadhurst.capabilities.establishment.api.schemas import AgencyDetailOut, AgencyOut, UnitOut
from broadhurst.capabilities.establishment.api.shapes import (
    agency_in_full,
    as_agency,
    as_member,
    as_oversight,
    as_unit,
)
from broadhurst.capabilities.establishment.commands.begin_oversight import (
    BeginOversightForm,
    begin_oversight,
)
from broadhurst.capabilities.establishment.commands.close_body import CloseBodyForm, close_body
from broadhurst.capabilities.establishment.commands.close_unit import CloseUnitForm, close_unit
from broadhurst.capabilities.establishment.commands.edit_body import EditBodyForm, edit_body
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
from broadhurst.capabilities.establishment.commands.open_body import OpenBodyForm, open_body
from broadhurst.capabilities.establishment.commands.open_unit import OpenUnitForm, open_unit
from broadhurst.capabilities.establishment.lists.administered import ORGANISATIONS, UNITS
from broadhurst.capabilities.establishment.queries.administering import agencies_of, units_of
from broadhurst.capabilities.establishment.rules.administering import is_of_service
from broadhurst.foundation.agencies.models import Agency
from broadhurst.foundation.doors import api
from broadhurst.foundation.doors.wall import ActingRequest
from broadhurst.foundation.lists import api as lists


def _agency(request: ActingRequest, ref: str) -> dict[str, Any]:
    rows = agencies_of(request.actor).select_related("succeeds")
    return {"agency": api.find(request, rows, key=ref)}


def _any_agency(request: ActingRequest, ref: str) -> dict[str, Any]:
    """Return an organisation to an administrator of the service."""
    of_service = is_of_service(request.actor.roles)
    rows = agencies_of(request.actor) if of_service else Agency.objects.none()
    return {"agency": api.find(request, rows, key=ref)}


def _unit(request: ActingRequest, ref: str) -> dict[str, Any]:
    return {"unit": api.find(request, units_of(request.actor), key=ref)}


VERBS: tuple[Verb, ...] = (
    ("organisations/{ref}/edit", EditBodyForm, edit_body, _any_agency, as_agency,
     "Edit an organisation", 200),
    ("organisations/{ref}/close", CloseBodyForm, close_body, _any_agency, as_agency,
     "Close an organisation", 200),
    ("organisations/{ref}/begin-oversight", BeginOversightForm, begin_oversight, _any_agency,
     as_oversight, "Record which policing body oversees a force", 201),
    ("organisations/{ref}/end-oversight", EndOversightForm, end_oversight, _any_agency,
     as_oversight, "End a policing body's oversight", 200),
    ("organisations/{ref}/join-region", JoinRegionForm, join_region, _any_agency, as_member,
     "Join a region", 201),
    ("organisations/{ref}/leave-region", LeaveRegionForm, leave_region, _any_agency, as_member,
     "Leave a region", 200),
    ("organisations/{ref}/open-unit", OpenUnitForm, open_unit, _agency, as_unit,
     "Open a unit", 201),
    ("units/{ref}/edit", EditUnitForm, edit_unit, _unit, as_unit, "Edit a unit", 200),
    ("units/{ref}/close", CloseUnitForm, close_unit, _unit, as_unit, "Close a unit", 200),
)  # fmt: skip
for verb in VERBS:
    add(*verb)


@router.post(
    "/organisations", **api.verb(OpenBodyForm, "Open an organisation", 201, answer=AgencyOut)
)
def opened(request: ActingRequest) -> HttpResponse:
    return api.ask(request, OpenBodyForm, open_body, as_json=as_agency, status=201)


@router.get(
    "/organisations",
    **api.refusing(
        lists.listing(ORGANISATIONS, "List the organisations you administer", AgencyOut), 403
    ),
)
def organisations(request: ActingRequest) -> HttpResponseBase:
    open_to(request)
    return lists.listed(request, ORGANISATIONS, as_agency)


@router.get(
    "/units",
    **api.refusing(lists.listing(UNITS, "List the units you administer", UnitOut), 403),
)
def units(request: ActingRequest) -> HttpResponseBase:
    open_to(request)
    return lists.listed(request, UNITS, as_unit)


@router.get(
    "/organisations/{ref}",
    summary="One organisation, with its units and districts",
    response=AgencyDetailOut,
)
def organisation(request: ActingRequest, ref: str) -> HttpResponse:
    return api.answer(agency_in_full(_agency(request, ref)["agency"]))
