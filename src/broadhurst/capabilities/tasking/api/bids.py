"""JSON API of bids: list and show them."""

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from ninja import Router

from broadhurst.capabilities.tasking.api.schemas import BidDetailOut, BidOut
from broadhurst.capabilities.tasking.api.shapes import as_bid, in_full
from broadhurst.capabilities.tasking.lists.bids import BIDS
from broadhurst.capabilities.tasking.queries.bid_on_paper import BID_COPY
from broadhurst.capabilities.tasking.queries.bids import bids
from broadhurst.foundation.doors import api
from broadhurst.foundation.doors.wall import ActingRequest
from broadhurst.foundation.lists import api as lists
from broadhurst.foundation.record_copies.api import add_downloads

router = Router()
add_downloads(router, "/bids/{ref}/copy", BID_COPY)


@router.get("/bids", **lists.listing(BIDS, "List the bids you can see", BidOut))
def list_bids(request: ActingRequest) -> HttpResponseBase:
    return lists.listed(request, BIDS, as_bid)


@router.get("/bids/{ref}", summary="One bid and its history, newest first", response=BidDetailOut)
def one_bid(request: ActingRequest, ref: str) -> HttpResponse:
    return api.answer(in_full(api.find(request, bids(), ref=ref)))
