"""API endpoints for the documents of an issued letter."""

from django.http import Http404, HttpResponse
from ninja import Router

from broadhurst.capabilities.letters.commands.take_all import ZIP, take_all
from broadhurst.capabilities.letters.commands.take_copy import FORMATS, take_copy
from broadhurst.capabilities.letters.queries.letters import letters, recipients
from broadhurst.foundation.doors import api
from broadhurst.foundation.doors.wall import ActingRequest

router = Router()


@router.get(
    "/letters/recipients/{ref}/letter.pdf",
    **api.file("Download the letter to a recipient (PDF)", FORMATS["pdf"]),
)
def pdf_taken(request: ActingRequest, ref: str) -> HttpResponse:
    return _taken(request, ref, "pdf")


@router.get(
    "/letters/recipients/{ref}/letter.docx",
    **api.file("Download the letter to a recipient (DOCX)", FORMATS["docx"]),
)
def docx_taken(request: ActingRequest, ref: str) -> HttpResponse:
    return _taken(request, ref, "docx")


def _taken(request: ActingRequest, ref: str, form: str) -> HttpResponse:
    recipient = api.find(request, recipients(), ref=ref)
    issued = getattr(recipient, "issued", None)
    if issued is None:
        raise Http404
    copy = take_copy(actor=request.actor, issued=issued, form=form)
    return HttpResponse(copy, content_type=FORMATS[form])


@router.get(
    "/letters/{ref}/letters.zip",
    **api.file("Download all letters with their list (ZIP)", ZIP),
)
def all_taken(request: ActingRequest, ref: str) -> HttpResponse:
    letter = api.find(request, letters(), ref=ref)
    if letter.issued_at is None:
        raise Http404
    return HttpResponse(take_all(actor=request.actor, letter=letter), content_type=ZIP)
