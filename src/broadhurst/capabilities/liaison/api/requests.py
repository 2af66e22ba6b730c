"""JSON API of requests between SIO and LRO, and of their meetings."""

from django.http import HttpResponse
from ninja import Router

from broadhurst.capabilities.liaison.api.schemas import LeadsMeetingOut, RequestOut
from broadhurst.capabilities.liaison.api.shapes import as_meeting, as_request
from broadhurst.capabilities.liaison.commands.accept import AcceptForm, accept
from broadhurst.capabilities.liaison.commands.ask import AskForm, ask
from broadhurst.capabilities.liaison.commands.complete import CompleteForm, complete
from broadhurst.capabilities.liaison.commands.edit import EditRequestForm, edit
from broadhurst.capabilities.liaison.commands.make_referral import (
    MakeReferralForm,
    make_referral,
)
from broadhurst.capabilities.liaison.commands.record_meeting import (
    RecordMeetingForm,
    record_meeting,
)
from broadhurst.capabilities.liaison.commands.refuse import RefuseForm, refuse
from broadhurst.capabilities.liaison.commands.withdraw import WithdrawForm, withdraw
from broadhurst.capabilities.liaison.models import Request
from broadhurst.capabilities.liaison.queries.requests import requests
from broadhurst.capabilities.register.models import Ocg
from broadhurst.foundation.doors import api
from broadhurst.foundation.doors.wall import ActingRequest

router = Router()


@router.get(
    "/ocgs/{ref}/requests", **api.listing("Requests between the SIO and LRO of an OCG", RequestOut)
)
def list_requests(request: ActingRequest, ref: str) -> HttpResponse:
    rows = requests().filter(ocg=an_ocg(request, ref))
    return api.listed(request, rows, by="-asked_at", as_json=as_request)


@router.get("/requests/{ref}", summary="One request", response=RequestOut)
def one_request(request: ActingRequest, ref: str) -> HttpResponse:
    return api.answer(as_request(a_request(request, ref)))


@router.post("/ocgs/{ref}/ask", **api.verb(AskForm, "Ask the other lead", 201, answer=RequestOut))
def ask_lead(request: ActingRequest, ref: str) -> HttpResponse:
    ocg = an_ocg(request, ref)
    return api.ask(request, AskForm, ask, as_json=as_request, status=201, ocg=ocg)


@router.post(
    "/requests/{ref}/accept", **api.verb(AcceptForm, "Accept a request", answer=RequestOut)
)
def accept_request(request: ActingRequest, ref: str) -> HttpResponse:
    lead_request = a_request(request, ref)
    return api.ask(request, AcceptForm, accept, as_json=as_request, lead_request=lead_request)


@router.post(
    "/requests/{ref}/refuse", **api.verb(RefuseForm, "Refuse a request", answer=RequestOut)
)
def refuse_request(request: ActingRequest, ref: str) -> HttpResponse:
    lead_request = a_request(request, ref)
    return api.ask(request, RefuseForm, refuse, as_json=as_request, lead_request=lead_request)


@router.post(
    "/requests/{ref}/complete",
    **api.verb(CompleteForm, "Record the outcome of a request", answer=RequestOut),
)
def complete_request(request: ActingRequest, ref: str) -> HttpResponse:
    lead_request = a_request(request, ref)
    return api.ask(request, CompleteForm, complete, as_json=as_request, lead_request=lead_request)


@router.post(
    "/requests/{ref}/edit", **api.verb(EditRequestForm, "Correct a request", answer=RequestOut)
)
def edit_request(request: ActingRequest, ref: str) -> HttpResponse:
    lead_request = a_request(request, ref)
    return api.ask(request, EditRequestForm, edit, as_json=as_request, lead_request=lead_request)


@router.post(
    "/requests/{ref}/withdraw", **api.verb(WithdrawForm, "Withdraw a request", answer=RequestOut)
)
def withdraw_request(request: ActingRequest, ref: str) -> HttpResponse:
    lead_request = a_request(request, ref)
    return api.ask(request, WithdrawForm, withdraw, as_json=as_request, lead_request=lead_request)


@router.post(
    "/requests/{ref}/make-referral",
    **api.verb(MakeReferralForm, "Make the referral that a request asks for", answer=RequestOut),
)
def make_the_referral(request: ActingRequest, ref: str) -> HttpResponse:
    lead_request = a_request(request, ref)
    return api.ask(
        request, MakeReferralForm, make_referral, as_json=as_request, lead_request=lead_request
    )


@router.post(
    "/ocgs/{ref}/record-meeting",
    **api.verb(RecordMeetingForm, "SIO and LRO met", 201, answer=LeadsMeetingOut),
)
def record_a_meeting(request: ActingRequest, ref: str) -> HttpResponse:
    ocg = an_ocg(request, ref)
    return api.ask(
        request, RecordMeetingForm, record_meeting, as_json=as_meeting, status=201, ocg=ocg
    )


def an_ocg(request: ActingRequest, ref: str) -> Ocg:
    return api.find(request, Ocg.objects.all(), ref=ref)


def a_request(request: ActingRequest, ref: str) -> Request:
    return api.find(request, requests(), ref=ref)
