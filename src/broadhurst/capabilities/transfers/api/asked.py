"""JSON API of requests for OCGs, with one endpoint for each command."""

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from ninja import Router

from broadhurst.capabilities.deconfliction.queries.hits import side_named
from broadhurst.capabilities.register.models import Ocg
from broadhurst.capabilities.transfers.api.schemas import TransferOut, TransferRequestOut
from broadhurst.capabilities.transfers.api.shapes import as_json, as_request
from broadhurst.capabilities.transfers.commands.agree import AgreeForm, agree
from broadhurst.capabilities.transfers.commands.ask_about_hit import AskAboutHitForm, ask_about_hit
from broadhurst.capabilities.transfers.commands.ask_for import AskForForm, ask_for
from broadhurst.capabilities.transfers.commands.decline_request import (
    DeclineRequestForm,
    decline_request,
)
from broadhurst.capabilities.transfers.commands.withdraw_request import (
    WithdrawRequestForm,
    withdraw_request,
)
from broadhurst.capabilities.transfers.lists.asked import REQUESTS
from broadhurst.capabilities.transfers.models import TransferRequest
from broadhurst.capabilities.transfers.queries.asked import own_sides, transfer_requests
from broadhurst.foundation.doors import api
from broadhurst.foundation.doors.wall import ActingRequest
from broadhurst.foundation.lists import api as lists

router = Router()


@router.get(
    "/transfer-requests",
    **lists.listing(REQUESTS, "List the requests for OCGs you can see", TransferRequestOut),
)
def requests_listed(request: ActingRequest) -> HttpResponseBase:
    return lists.listed(request, REQUESTS, as_request)


@router.get(
    "/transfer-requests/{ref}", summary="One request for an OCG", response=TransferRequestOut
)
def one_request(request: ActingRequest, ref: str) -> HttpResponse:
    return api.answer(as_request(_found(request, ref)))


@router.post(
    "/ocgs/{ref}/ask-for",
    **api.verb(AskForForm, "Ask the owner to transfer an OCG", 201, answer=TransferRequestOut),
)
def asked_for(request: ActingRequest, ref: str) -> HttpResponse:
    ocg = api.find(request, Ocg.objects.select_related("dossier"), ref=ref)
    return api.ask(request, AskForForm, ask_for, as_json=as_request, status=201, ocg=ocg)


@router.post(
    "/deconfliction/hits/{ref}/ask-for",
    **api.verb(AskAboutHitForm, "Ask for the OCG behind a hit", 201, answer=TransferRequestOut),
)
def asked_about_hit(request: ActingRequest, ref: str) -> HttpResponse:
    hit = api.find(request, own_sides(request.actor), **side_named(ref))
    form, then = AskAboutHitForm, ask_about_hit
    return api.ask(request, form, then, as_json=as_request, status=201, hit=hit)


@router.post(
    "/transfer-requests/{ref}/agree",
    **api.verb(AgreeForm, "Agree to a request, which opens a transfer", 201, answer=TransferOut),
)
def request_agreed(request: ActingRequest, ref: str) -> HttpResponse:
    transfer_request = _found(request, ref)
    return api.ask(
        request, AgreeForm, agree, as_json=as_json, status=201, transfer_request=transfer_request
    )


@router.post(
    "/transfer-requests/{ref}/decline",
    **api.verb(DeclineRequestForm, "Decline a request for an OCG", answer=TransferRequestOut),
)
def request_declined(request: ActingRequest, ref: str) -> HttpResponse:
    form, then = DeclineRequestForm, decline_request
    return api.ask(request, form, then, as_json=as_request, transfer_request=_found(request, ref))


@router.post(
    "/transfer-requests/{ref}/withdraw",
    **api.verb(WithdrawRequestForm, "Withdraw a request for an OCG", answer=TransferRequestOut),
)
def request_withdrawn(request: ActingRequest, ref: str) -> HttpResponse:
    form, then = WithdrawRequestForm, withdraw_request
    return api.ask(request, form, then, as_json=as_request, transfer_request=_found(request, ref))


def _found(request: ActingRequest, ref: str) -> TransferRequest:
    return api.find(request, transfer_requests(), ref=ref)
