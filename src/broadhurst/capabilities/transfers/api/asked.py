"""JSON API of requests for OCGs: list and show them."""

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from ninja import Router

from broadhurst.capabilities.transfers.api.schemas import TransferRequestOut
from broadhurst.capabilities.transfers.api.shapes import as_request
from broadhurst.capabilities.transfers.lists.asked import REQUESTS
from broadhurst.capabilities.transfers.queries.asked import transfer_requests
from broadhurst.foundation.doors import api
from broadhurst.foundation.doors.wall import ActingRequest
from broadhurst.foundation.lists import api as lists

router = Router()


@router.get(
    "/transfer-requests",
    **lists.listing(REQUESTS, "List the requests for OCGs you can see", TransferRequestOut),
)
def requests_listed(request: ActingRequest) -> HttpResponseBase:
    return lists.listed(request, REQUESTS, as_request)


@router.get(
    "/transfer-requests/{ref}", summary="One request for an OCG", response=TransferRequestOut
)
def one_request(request: ActingRequest, ref: str) -> HttpResponse:
    return api.answer(as_request(api.find(request, transfer_requests(), ref=ref)))
