"""JSON API of the policy log."""

from django.http import HttpResponse
from ninja import Router

from broadhurst.capabilities.liaison.api.requests import an_ocg
from broadhurst.capabilities.liaison.api.schemas import LogEntryOut, SignatureOut
from broadhurst.capabilities.liaison.api.shapes import as_entry, as_signature
from broadhurst.capabilities.liaison.commands.decide_jointly import (
    DecideJointlyForm,
    decide_jointly,
)
from broadhurst.capabilities.liaison.commands.log_decision import LogDecisionForm, log_decision
from broadhurst.capabilities.liaison.commands.sign import SignForm, sign
from broadhurst.capabilities.liaison.models import LogEntry
from broadhurst.capabilities.liaison.queries.log import entries
from broadhurst.capabilities.liaison.queries.log_on_paper import ENTRY_COPY, LOG_COPY
from broadhurst.foundation.doors import api
from broadhurst.foundation.doors.wall import ActingRequest
from broadhurst.foundation.record_copies.api import add_downloads

router = Router()
add_downloads(router, "/ocgs/{ref}/policy-log", LOG_COPY)
add_downloads(router, "/policy-log/{ref}/copy", ENTRY_COPY)


@router.get("/ocgs/{ref}/policy-log", **api.listing("The policy log of an OCG", LogEntryOut))
def policy_log(request: ActingRequest, ref: str) -> HttpResponse:
    return api.listed(request, entries(an_ocg(request, ref)), by="-number", as_json=as_entry)


@router.post(
    "/ocgs/{ref}/log-decision",
    **api.verb(LogDecisionForm, "Record a decision", 201, answer=LogEntryOut),
)
def log_a_decision(request: ActingRequest, ref: str) -> HttpResponse:
    ocg = an_ocg(request, ref)
    return api.ask(request, LogDecisionForm, log_decision, as_json=as_entry, status=201, ocg=ocg)


@router.post(
    "/ocgs/{ref}/decide-jointly",
    **api.verb(DecideJointlyForm, "Record a joint decision", 201, answer=LogEntryOut),
)
def decide_together(request: ActingRequest, ref: str) -> HttpResponse:
    ocg = an_ocg(request, ref)
    return api.ask(
        request, DecideJointlyForm, decide_jointly, as_json=as_entry, status=201, ocg=ocg
    )


@router.post(
    "/policy-log/{ref}/sign",
    **api.verb(SignForm, "Sign an entry of the policy log", answer=SignatureOut),
)
def sign_entry(request: ActingRequest, ref: str) -> HttpResponse:
    entry = api.find(request, LogEntry.objects.select_related("ocg"), ref=ref)
    return api.ask(request, SignForm, sign, as_json=as_signature, entry=entry)
