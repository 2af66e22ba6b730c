"""Funding lines at the API."""

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from ninja import Router

from broadhurst.capabilities.funding.api.schemas import FundingLineDetailOut, FundingLineOut
from broadhurst.capabilities.funding.api.shapes import as_line, as_line_in_detail
from broadhurst.capabilities.funding.lists import LINES
from broadhurst.capabilities.funding.models import Line
from broadhurst.capabilities.funding.queries.lines import lines
from broadhurst.foundation.doors import api
from broadhurst.foundation.doors.wall import ActingRequest
from broadhurst.foundation.lists import api as lists

router = Router()


@router.get(
    "/funding-lines", **lists.listing(LINES, "List the funding lines you can see", FundingLineOut)
)
def list_lines(request: ActingRequest) -> HttpResponseBase:
    return lists.listed(request, LINES, as_line)


@router.get(
    "/funding-lines/{ref}",
    summary="One funding line with its posts and its history",
    response=FundingLineDetailOut,
)
def one_line(request: ActingRequest, ref: str) -> HttpResponse:
    return api.answer(as_line_in_detail(_find(request, ref)))


def _find(request: ActingRequest, ref: str) -> Line:
    return api.find(request, lines(), ref=ref)
