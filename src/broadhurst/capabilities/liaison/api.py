"""Liaison's JSON door."""

from typing import Any

from django.http import HttpResponse
from ninja import Router

from broadhurst.capabilities.liaison.commands.accept import AcceptForm, accept
from broadhurst.capabilities.liaison.commands.ask import AskForm, ask
from broadhurst.capabilities.liaison.commands.complete import CompleteForm, complete
from broadhurst.capabilities.liaison.commands.decide_jointly import (
    DecideJointlyForm,
    decide_jointly,
)
from broadhurst.capabilities.liaison.commands.log_decision import LogDecisionForm, log_decision
from broadhurst.capabilities.liaison.commands.record_meeting import (
    RecordMeetingForm,
    record_meeting,
)
from broadhurst.capabilities.liaison.commands.refuse import RefuseForm, refuse
from broadhurst.capabilities.liaison.commands.sign import SignForm, sign
from broadhurst.capabilities.liaison.commands.withdraw import WithdrawForm, withdraw
from broadhurst.capabilities.liaison.models import LogEntry, Meeting, Request, Signature
from broadhurst.capabilities.liaison.queries import entries, requests
from broadhurst.capabilities.register.models import Ocg
from broadhurst.foundation.doors import api
from broadhurst.foundation.doors.wall import ActingRequest

router = Router(tags=["liaison"])


@router.get("/ocgs/{ref}/requests", summary="Requests between the SIO and LRO of an OCG")
def list_requests(request: ActingRequest, ref: str) -> HttpResponse:
    rows = requests().filter(ocg=_ocg(request, ref))
    return api.listed(request, rows, by="-asked_at", as_json=as_request)


@router.get("/requests/{ref}", summary="One request")
def one_request(request: ActingRequest, ref: str) -> HttpResponse:
    return api.answer(as_request(_found(request, ref)))


@router.post("/ocgs/{ref}/ask", **api.verb(AskForm, "Ask the other lead"))
def ask_lead(request: ActingRequest, ref: str) -> HttpResponse:
    ocg = _ocg(request, ref)
    return api.ask(request, AskForm, ask, as_json=as_request, status=201, ocg=ocg)


@router.post("/requests/{ref}/accept", **api.verb(AcceptForm, "Accept a request"))
def accept_request(request: ActingRequest, ref: str) -> HttpResponse:
    found = _found(request, ref)
    return api.ask(request, AcceptForm, accept, as_json=as_request, lead_request=found)


@router.post("/requests/{ref}/refuse", **api.verb(RefuseForm, "Refuse a request"))
def refuse_request(request: ActingRequest, ref: str) -> HttpResponse:
    found = _found(request, ref)
    return api.ask(request, RefuseForm, refuse, as_json=as_request, lead_request=found)


@router.post("/requests/{ref}/complete", **api.verb(CompleteForm, "Record what came of a request"))
def complete_request(request: ActingRequest, ref: str) -> HttpResponse:
    found = _found(request, ref)
    return api.ask(request, CompleteForm, complete, as_json=as_request, lead_request=found)


@router.post("/requests/{ref}/withdraw", **api.verb(WithdrawForm, "Withdraw a request"))
def withdraw_request(request: ActingRequest, ref: str) -> HttpResponse:
    found = _found(request, ref)
    return api.ask(request, WithdrawForm, withdraw, as_json=as_request, lead_request=found)


@router.get("/ocgs/{ref}/policy-log", summary="The policy log of an OCG")
def policy_log(request: ActingRequest, ref: str) -> HttpResponse:
    return api.listed(request, entries(_ocg(request, ref)), by="-number", as_json=as_entry)


@router.post("/ocgs/{ref}/log-decision", **api.verb(LogDecisionForm, "Record a decision"))
def log_a_decision(request: ActingRequest, ref: str) -> HttpResponse:
    ocg = _ocg(request, ref)
    return api.ask(request, LogDecisionForm, log_decision, as_json=as_entry, status=201, ocg=ocg)


@router.post("/ocgs/{ref}/decide-jointly", **api.verb(DecideJointlyForm, "Record a joint decision"))
def decide_together(request: ActingRequest, ref: str) -> HttpResponse:
    ocg = _ocg(request, ref)
    return api.ask(
        request, DecideJointlyForm, decide_jointly, as_json=as_entry, status=201, ocg=ocg
    )


@router.post("/policy-log/{ref}/sign", **api.verb(SignForm, "Sign an entry of the policy log"))
def sign_entry(request: ActingRequest, ref: str) -> HttpResponse:
    found = api.find(request, LogEntry.objects.select_related("ocg", "dossier"), ref=ref)
    return api.ask(request, SignForm, sign, as_json=as_signature, entry=found)


@router.post("/ocgs/{ref}/record-meeting", **api.verb(RecordMeetingForm, "SIO and LRO met"))
def record_a_meeting(request: ActingRequest, ref: str) -> HttpResponse:
    ocg = _ocg(request, ref)
    return api.ask(
        request, RecordMeetingForm, record_meeting, as_json=as_meeting, status=201, ocg=ocg
    )


def _ocg(request: ActingRequest, ref: str) -> Ocg:
    return api.find(request, Ocg.objects.all(), ref=ref)


def _found(request: ActingRequest, ref: str) -> Request:
    return api.find(request, requests(), ref=ref)


def as_request(one: Request) -> dict[str, Any]:
    names = (
        "ref", "kind", "what", "asked_role", "asked_at", "is_urgent", "answer_due_at", "needed_on",
        "stage", "answered_at", "refusal_reason", "outcome_kind", "outcome", "ended_at",
    )  # fmt: skip
    people = {"asked_by": one.asked_by.username, "asked_of": one.asked_of.username}
    return {"ocg": one.ocg.ref, **{name: getattr(one, name) for name in names}, **people}


def as_entry(one: LogEntry) -> dict[str, Any]:
    names = (
        "ref", "number", "decision", "options", "rationale", "needs_both", "made_at",
        "recorded_at",
    )  # fmt: skip
    people = {"maker": one.maker.username, "recorder": one.recorder.username}
    signed = [signature.officer.username for signature in one.signatures.all()]
    return {**{name: getattr(one, name) for name in names}, **people, "signed_by": signed}


def as_signature(one: Signature) -> dict[str, Any]:
    return {"entry": one.entry.ref, "officer": one.officer.username, "signed_at": one.signed_at}


def as_meeting(one: Meeting) -> dict[str, Any]:
    return {
        "met_on": one.met_on,
        "note": one.note,
        "sio": one.sio.username,
        "lro": one.lro.username,
    }
