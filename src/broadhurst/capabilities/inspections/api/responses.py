"""API endpoints to read a response and download its letter."""

from django.http import Http404, HttpResponse
from ninja import Router

from broadhurst.capabilities.inspections.api.response_shapes import response_in_full
from broadhurst.capabilities.inspections.api.schemas import ResponseDetailOut
from broadhurst.capabilities.inspections.commands import take_copy
from broadhurst.capabilities.inspections.figures.clearing import clearing_now
from broadhurst.capabilities.inspections.models import Response
from broadhurst.capabilities.inspections.queries.responses import responses
from broadhurst.capabilities.inspections.writes.recounted import recounted
from broadhurst.foundation.doors import api
from broadhurst.foundation.doors.documents import FORMATS
from broadhurst.foundation.doors.problems import Problem
from broadhurst.foundation.doors.wall import ActingRequest
from broadhurst.foundation.workflow import Refused

router = Router()
LETTER_TYPES = [kind for _, kind in FORMATS.values()]


@router.get(
    "/responses/{ref}",
    summary="One response: what remains, its answers, its letter",
    response=ResponseDetailOut,
)
def one_response(request: ActingRequest, ref: str) -> HttpResponse:
    response = api.find(request, responses(), ref=ref)
    is_elsewhere = response.stage == Response.Stage.ELSEWHERE
    now = None if is_elsewhere else clearing_now(response, request.actor)
    return api.answer(response_in_full(response, now, recounted(request.actor, response)))


@router.get(
    "/responses/{ref}/letter.{form}",
    **api.refusing(api.file("The letter as a file: pdf or docx", *LETTER_TYPES), 409),
)
def letter(request: ActingRequest, ref: str, form: str) -> HttpResponse:
    """Each download is recorded as a disclosure."""
    if form not in FORMATS:
        raise Http404
    response = api.find(request, responses().exclude(stage="elsewhere"), ref=ref)
    try:
        copy = take_copy.take_copy(actor=request.actor, response=response, form=form)
    except Refused as refused:
        reasons = [{"message": reason} for reason in refused.objections]
        raise Problem(409, "Refused", " ".join(refused.objections), reasons) from refused
    return HttpResponse(copy, content_type=FORMATS[form][1])
