"""API endpoints for a response's versions and for responses published elsewhere."""

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
    as_response,
    as_signature,
)
from broadhurst.capabilities.inspections.api.schemas import (
    ResponseOut,
)
from broadhurst.capabilities.inspections.commands.correct_elsewhere import (
    CorrectElsewhereForm,
    correct_elsewhere,
)
from broadhurst.capabilities.inspections.commands.correct_response import (
    CorrectResponseForm,
    correct_response,
)
from broadhurst.capabilities.inspections.commands.record_elsewhere import (
    RecordElsewhereForm,
    record_elsewhere,
)
from broadhurst.capabilities.inspections.commands.withdraw_response import (
    WithdrawResponseForm,
    withdraw_response,
)
from broadhurst.capabilities.inspections.figures.letter import letter_of
from broadhurst.capabilities.inspections.models import Publication
from broadhurst.capabilities.inspections.queries.differing import before_of
from broadhurst.capabilities.inspections.queries.reports import reports
from broadhurst.capabilities.inspections.queries.responses import responses
from broadhurst.capabilities.inspections.rules.differences import changes
from broadhurst.capabilities.inspections.rules.digests import verified
from broadhurst.foundation.doors import api
from broadhurst.foundation.doors.schemas import items_of
from broadhurst.foundation.doors.wall import ActingRequest

router = Router()


@router.post(
    "/reports/{ref}/record-elsewhere",
    **api.verb(
        RecordElsewhereForm, "Record a response published elsewhere", 201, answer=ResponseOut
    ),
)
def elsewhere_recorded(request: ActingRequest, ref: str) -> HttpResponse:
    report, form = api.find(request, reports(), ref=ref), RecordElsewhereForm
    return api.ask(request, form, record_elsewhere, as_json=as_response, status=201, report=report)


@router.post(
    "/responses/{ref}/correct-elsewhere",
    **api.verb(
        CorrectElsewhereForm,
        "Correct the record of a response published elsewhere",
        201,
        answer=ResponseOut,
    ),
)
def elsewhere_corrected(request: ActingRequest, ref: str) -> HttpResponse:
    response, form = api.find(request, responses(), ref=ref), CorrectElsewhereForm
    return api.ask(
        request, form, correct_elsewhere, as_json=as_response, status=201, response=response
    )


@router.post(
    "/responses/{ref}/correct",
    **api.verb(
        CorrectResponseForm, "Open a new version of a published response", 201, answer=ResponseOut
    ),
)
def response_corrected(request: ActingRequest, ref: str) -> HttpResponse:
    response, form = api.find(request, responses(), ref=ref), CorrectResponseForm
    return api.ask(
        request, form, correct_response, as_json=as_response, status=201, response=response
    )


@router.post(
    "/responses/{ref}/withdraw",
    **api.verb(WithdrawResponseForm, "Withdraw a response", answer=ResponseOut),
)
def response_withdrawn(request: ActingRequest, ref: str) -> HttpResponse:
    response, form = api.find(request, responses(), ref=ref), WithdrawResponseForm
    return api.ask(request, form, withdraw_response, as_json=as_response, response=response)


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
