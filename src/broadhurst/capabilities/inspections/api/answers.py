"""API endpoints for the answers in a response and their evidence."""

from django.http import HttpResponse
from ninja import Router

from broadhurst.capabilities.inspections.api.response_shapes import (
    as_answer,
    as_evidence,
    as_shared,
)
from broadhurst.capabilities.inspections.api.schemas import AnswerOut, EvidenceOut, SharedAnswerOut
from broadhurst.capabilities.inspections.commands.add_evidence import AddEvidenceForm, add_evidence
from broadhurst.capabilities.inspections.commands.answer import AnswerForm, answer
from broadhurst.capabilities.inspections.commands.share_answer import ShareAnswerForm, share_answer
from broadhurst.capabilities.inspections.queries.reports import findings
from broadhurst.capabilities.inspections.queries.responses import responses
from broadhurst.foundation.doors import api
from broadhurst.foundation.doors.wall import ActingRequest

router = Router()


@router.post(
    "/responses/{ref}/findings/{key}/answer",
    **api.verb(AnswerForm, "Answer a finding", answer=AnswerOut),
)
def finding_answered(request: ActingRequest, ref: str, key: str) -> HttpResponse:
    response = api.find(request, responses(), ref=ref)
    finding = api.find(request, findings(), key=key)
    return api.ask(
        request, AnswerForm, answer, as_json=as_answer, response=response, finding=finding
    )


@router.post(
    "/responses/{ref}/findings/{key}/add-evidence",
    **api.verb(AddEvidenceForm, "Add evidence to an answer", answer=EvidenceOut),
)
def evidence_added(request: ActingRequest, ref: str, key: str) -> HttpResponse:
    response = api.find(request, responses(), ref=ref)
    finding = api.find(request, findings(), key=key)
    return api.ask(
        request,
        AddEvidenceForm,
        add_evidence,
        as_json=as_evidence,
        response=response,
        finding=finding,
    )


@router.post(
    "/responses/{ref}/findings/{key}/share-answer",
    **api.verb(
        ShareAnswerForm, "Answer a finding of another report too", 201, answer=SharedAnswerOut
    ),
)
def answer_shared(request: ActingRequest, ref: str, key: str) -> HttpResponse:
    response = api.find(request, responses(), ref=ref)
    finding = api.find(request, findings(), key=key)
    return api.ask(
        request,
        ShareAnswerForm,
        share_answer,
        as_json=as_shared,
        status=201,
        response=response,
        finding=finding,
    )
