"""Read organisations and units.

An organisation that the actor does not administer is answered as not found.
"""

from django.http import HttpResponse
from django.http.response import HttpResponseBase

from broadhurst.capabilities.establishment.api.routing import open_to, router
from broadhurst.capabilities.establishment.api.schemas import AgencyDetailOut, AgencyOut, UnitOut
from broadhurst.capabilities.establishment.api.shapes import (
    agency_in_full,
    as_agency,
    as_unit,
)
from broadhurst.capabilities.establishment.lists.administered import ORGANISATIONS, UNITS
from broadhurst.capabilities.establishment.queries.administering import agencies_of
from broadhurst.foundation.doors import api
from broadhurst.foundation.doors.wall import ActingRequest
from broadhurst.foundation.lists import api as lists


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
    rows = agencies_of(request.actor).select_related("succeeds")
    return api.answer(agency_in_full(api.find(request, rows, key=ref)))
