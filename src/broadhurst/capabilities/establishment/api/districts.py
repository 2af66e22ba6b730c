"""Endpoints of districts.

A district that the actor does not administer is answered as not found.
"""

from typing import Any

from django.http import HttpResponse

from broadhurst.capabilities.establishment.api.adding import Verb, add, open_to
from broadhurst.capabilities.establishment.api.routing import router
from broadhurst.capabilities.establishment.api.schemas import DistrictOut
from broadhurst.capabilities.establishment.api.shapes import as_district
from broadhurst.capabilities.establishment.commands.close_district import (
    CloseDistrictForm,
    close_district,
)
from broadhurst.capabilities.establishment.commands.edit_district import (
    EditDistrictForm,
    edit_district,
)
from broadhurst.capabilities.establishment.commands.open_district import (
    OpenDistrictForm,
    open_district,
)
from broadhurst.capabilities.establishment.queries.administering import agencies_of
from broadhurst.capabilities.establishment.queries.districts import districts_in
from broadhurst.capabilities.establishment.rules.organisations import FORCE
from broadhurst.foundation.doors import api
from broadhurst.foundation.doors.wall import ActingRequest


def _force(request: ActingRequest, ref: str) -> dict[str, Any]:
    rows = agencies_of(request.actor).filter(kind=FORCE)
    return {"agency": api.find(request, rows, key=ref)}


def _district(request: ActingRequest, ref: str) -> dict[str, Any]:
    return {"district": api.find(request, districts_in(request.actor), key=ref)}


VERBS: tuple[Verb, ...] = (
    ("organisations/{ref}/open-district", OpenDistrictForm, open_district, _force, as_district,
     "Open a district of a police force", 201),
    ("districts/{ref}/edit", EditDistrictForm, edit_district, _district, as_district,
     "Edit a district", 200),
    ("districts/{ref}/close", CloseDistrictForm, close_district, _district, as_district,
     "Close a district", 200),
)  # fmt: skip
for verb in VERBS:
    add(*verb)


@router.get(
    "/districts", **api.refusing(api.listing("List the districts you administer", DistrictOut), 403)
)
def districts(request: ActingRequest) -> HttpResponse:
    open_to(request)
    return api.listed(request, districts_in(request.actor), by="name", as_json=as_district)
