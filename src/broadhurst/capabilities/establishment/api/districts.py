"""The list of districts."""

from django.http import HttpResponse

from broadhurst.capabilities.establishment.api.routing import open_to, router
from broadhurst.capabilities.establishment.api.schemas import DistrictOut
from broadhurst.capabilities.establishment.api.shapes import as_district
from broadhurst.capabilities.establishment.queries.districts import districts_in
from broadhurst.foundation.doors import api
from broadhurst.foundation.doors.wall import ActingRequest


@router.get(
    "/districts", **api.refusing(api.listing("List the districts you administer", DistrictOut), 403)
)
def districts(request: ActingRequest) -> HttpResponse:
    open_to(request)
    return api.listed(request, districts_in(request.actor), by="name", as_json=as_district)
