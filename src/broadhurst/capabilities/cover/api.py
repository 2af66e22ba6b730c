"""The JSON API of cover for leads."""

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from ninja import Router

from broadhurst.capabilities.cover.lists import COVERS
from broadhurst.capabilities.cover.queries.covers import covers
from broadhurst.capabilities.cover.schemas import CoverOut
from broadhurst.capabilities.register.models import Cover
from broadhurst.foundation.doors import api
from broadhurst.foundation.doors.wall import ActingRequest
from broadhurst.foundation.lists import api as lists

router = Router(tags=["cover"])


@router.get("/cover", **lists.listing(COVERS, "List the cover of leads you can see", CoverOut))
def list_covers(request: ActingRequest) -> HttpResponseBase:
    return lists.listed(request, COVERS, as_cover)


@router.get("/cover/{ref}", summary="Cover of one lead", response=CoverOut)
def one_cover(request: ActingRequest, ref: str) -> HttpResponse:
    return api.answer(as_cover(_find_cover(request, ref)))


def _find_cover(request: ActingRequest, ref: str) -> Cover:
    return api.find(request, covers(), ref=ref)


def as_cover(cover: Cover) -> CoverOut:
    return CoverOut(
        ref=cover.ref,
        ocg=cover.ocg.ref,
        role=cover.lead.role,
        lead=cover.lead.officer.username,
        deputy=cover.deputy.username,
        from_on=cover.from_on,
        until_on=cover.until_on,
        because=cover.because,
        closed_as=cover.closed_as or None,
        closed_at=cover.closed_at,
        closed_because=cover.closed_because,
    )
