"""API endpoints for the paragraphs of letters."""

from django.http import HttpResponse
from ninja import Router

from broadhurst.capabilities.inspections.api.schemas import ParagraphOut, ParagraphsOut
from broadhurst.capabilities.inspections.api.shapes import as_paragraph, as_paragraphs
from broadhurst.capabilities.inspections.queries.paragraphs import standard_paragraphs
from broadhurst.capabilities.inspections.queries.responses import responses
from broadhurst.foundation.doors import api
from broadhurst.foundation.doors.wall import ActingRequest

router = Router()


@router.get(
    "/responses/{ref}/paragraphs",
    summary="The paragraphs that a letter can have",
    response=ParagraphsOut,
)
def paragraphs_offered(request: ActingRequest, ref: str) -> HttpResponse:
    return api.answer(as_paragraphs(api.find(request, responses(), ref=ref)))


@router.get(
    "/paragraphs", **api.listing("List your organisation's standard paragraphs", ParagraphOut)
)
def list_paragraphs(request: ActingRequest) -> HttpResponse:
    rows = standard_paragraphs().filter(withdrawn_at=None)
    return api.listed(request, rows, by="title", as_json=as_paragraph)
