"""API for hits: each unit reads and answers its own side."""

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from ninja import Router

from broadhurst.capabilities.deconfliction.api.schemas import HitAnsweredOut, HitDetailOut
from broadhurst.capabilities.deconfliction.lists.hits import HITS
from broadhurst.capabilities.deconfliction.models import HitSide
from broadhurst.capabilities.deconfliction.queries.answering import alongside
from broadhurst.capabilities.deconfliction.queries.concerning import others_of
from broadhurst.capabilities.deconfliction.queries.hits import own_first, side_named
from broadhurst.capabilities.deconfliction.queries.schemas import HitOut
from broadhurst.capabilities.deconfliction.queries.shapes import as_hit
from broadhurst.foundation.doors import api
from broadhurst.foundation.doors.wall import ActingRequest
from broadhurst.foundation.lists import api as lists

router = Router()


@router.get(
    "/hits",
    **lists.listing(HITS, "The hits of your unit, and of those that a desk serves", HitOut),
)
def hits(request: ActingRequest) -> HttpResponseBase:
    return lists.listed(request, HITS, as_hit)


@router.get(
    "/hits/{ref}",
    summary="One hit, from the side of your unit or of one that a desk serves",
    response=HitDetailOut,
)
def hit(request: ActingRequest, ref: str) -> HttpResponse:
    side = api.find(request, own_first(request.actor), **side_named(ref))
    stands_for = list(others_of(side).values_list("ref", flat=True))
    also = [other.ref for other in alongside(side)]
    return api.answer(
        HitDetailOut(**as_hit(side).model_dump(), stands_for=stands_for, may_be_answered_with=also)
    )


def as_answered(side: HitSide) -> HitAnsweredOut:
    return HitAnsweredOut(**as_hit(side).model_dump(), also=list(side.also))
