"""API endpoints for a response's versions."""

from django.http import HttpResponse
from ninja import Router

from broadhurst.capabilities.inspections.api.publication_schemas import (
    DifferenceOut,
    DigestOut,
    PdfSignatureOut,
)
from broadhurst.capabilities.inspections.api.response_shapes import (
    as_difference,
    as_digest,
    as_signature,
)
from broadhurst.capabilities.inspections.figures.letter import letter_of
from broadhurst.capabilities.inspections.models import Publication
from broadhurst.capabilities.inspections.queries.differing import before_of
from broadhurst.capabilities.inspections.queries.responses import responses
from broadhurst.capabilities.inspections.rules.differences import changes
from broadhurst.capabilities.inspections.rules.digests import verified
from broadhurst.foundation.doors import api
from broadhurst.foundation.doors.schemas import items_of
from broadhurst.foundation.doors.wall import ActingRequest

router = Router()


@router.get(
    "/responses/{ref}/changes",
    summary="The paragraphs that a correction changes",
    response=items_of(DifferenceOut),
)
def response_changes(request: ActingRequest, ref: str) -> HttpResponse:
    response = api.find(request, responses().exclude(stage="elsewhere"), ref=ref)
    before = before_of(response)
    differences = [] if before is None else changes(before, letter_of(response))
    return api.all_of(differences, as_difference)


@router.get(
    "/published/{ref}/verify",
    summary="Verify the SHA-256 digests of a published letter",
    response=items_of(DigestOut),
)
def response_verified(request: ActingRequest, ref: str) -> HttpResponse:
    row = api.find(request, Publication.objects.filter(url=""), ref=ref)
    return api.all_of(verified(row), as_digest)


@router.get(
    "/published/{ref}/signature",
    summary="Verify the signature of a published PDF",
    response=PdfSignatureOut,
)
def signature_verified(request: ActingRequest, ref: str) -> HttpResponse:
    row = api.find(request, Publication.objects.filter(url=""), ref=ref)
    return api.answer(as_signature(row))
