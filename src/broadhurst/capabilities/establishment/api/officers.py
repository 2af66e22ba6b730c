"""Read officers.

An account that the actor does not administer is answered as not found.
"""

from django.http import HttpResponse
from django.http.response import HttpResponseBase

from broadhurst.capabilities.establishment.api.routing import open_to, router
from broadhurst.capabilities.establishment.api.schemas import (
    OfficerDetailOut,
    OfficerOut,
)
from broadhurst.capabilities.establishment.api.shapes import (
    as_officer,
    officer_in_full,
)
from broadhurst.capabilities.establishment.lists.administered import OFFICERS
from broadhurst.capabilities.establishment.queries.administering import (
    accounts_of,
)
from broadhurst.foundation.doors import api
from broadhurst.foundation.doors.wall import ActingRequest
from broadhurst.foundation.lists import api as lists


@router.get(
    "/officers",
    **api.refusing(lists.listing(OFFICERS, "List the officers you administer", OfficerOut), 403),
)
def officers(request: ActingRequest) -> HttpResponseBase:
    open_to(request)
    return lists.listed(request, OFFICERS, as_officer)


@router.get(
    "/officers/{ref}",
    summary="One officer, with postings and appointments",
    response=OfficerDetailOut,
)
def officer(request: ActingRequest, ref: str) -> HttpResponse:
    row = api.find(request, accounts_of(request.actor), username=ref)
    return api.answer(officer_in_full(row))
