"""JSON API of transfers, with one endpoint for each command."""

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from ninja import Router

from broadhurst.capabilities.register.models import Ocg
from broadhurst.capabilities.tasking.queries.bids import bids
from broadhurst.capabilities.transfers.api.schemas import (
    TransferDetailOut,
    TransferOut,
)
from broadhurst.capabilities.transfers.api.shapes import (
    as_check,
    as_json,
    as_pack,
    as_risk,
    in_full,
)
from broadhurst.capabilities.transfers.commands.accept import AcceptForm, accept
from broadhurst.capabilities.transfers.commands.add_risk import AddRiskForm, add_risk
from broadhurst.capabilities.transfers.commands.adopt import AdoptForm, adopt
from broadhurst.capabilities.transfers.commands.check_again import CheckAgainForm, check_again
from broadhurst.capabilities.transfers.commands.decline import DeclineForm, decline
from broadhurst.capabilities.transfers.commands.offer import OfferForm, offer
from broadhurst.capabilities.transfers.commands.prepare import PrepareForm, prepare
from broadhurst.capabilities.transfers.commands.take_pack import take_pack
from broadhurst.capabilities.transfers.commands.withdraw import WithdrawForm, withdraw
from broadhurst.capabilities.transfers.lists.transfers import TRANSFERS
from broadhurst.capabilities.transfers.models import Transfer
from broadhurst.capabilities.transfers.queries.moving import transfers
from broadhurst.foundation.doors import api, downloads
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.documents import FORMATS
from broadhurst.foundation.doors.wall import ActingRequest
from broadhurst.foundation.lists import api as lists

router = Router()


@router.get("/transfers", **lists.listing(TRANSFERS, "List the transfers you can see", TransferOut))
def listed(request: ActingRequest) -> HttpResponseBase:
    return lists.listed(request, TRANSFERS, as_json)


@router.get(
    "/transfers/{ref}",
    summary="One transfer, with its pack, risks and the steps left to do",
    response=TransferDetailOut,
)
def one(request: ActingRequest, ref: str) -> HttpResponse:
    return api.answer(in_full(_find_transfer(request, ref)))


def _pack_as(form: str) -> Callable[[ActingRequest, str], HttpResponse]:
    """Return the endpoint that answers the pack in one format."""

    def endpoint(request: ActingRequest, ref: str) -> HttpResponse:
        subject = {"transfer": _find_transfer(request, ref)}
        kind = FORMATS[form][1]
        return downloads.endpoint(request, take_pack, subject, content_type=kind, form=form)

    return endpoint


for form, (_, kind) in FORMATS.items():
    described = api.file(f"Download the handover pack ({form.upper()})", kind)
    router.get(f"/transfers/{{ref}}/pack.{form}", **api.refusing(described, 409))(_pack_as(form))


@router.post(
    "/bids/{ref}/adopt", **api.verb(AdoptForm, "Adopt a bid in full", 201, answer=TransferOut)
)
def adopted(request: ActingRequest, ref: str) -> HttpResponse:
    bid = api.find(request, bids(), ref=ref)
    return api.ask(request, AdoptForm, adopt, as_json=as_json, status=201, bid=bid)


@router.post(
    "/ocgs/{ref}/offer",
    **api.verb(OfferForm, "Offer an OCG to another organisation", 201, answer=TransferOut),
)
def offered(request: ActingRequest, ref: str) -> HttpResponse:
    ocg = api.find(request, Ocg.objects.select_related("dossier"), ref=ref)
    return api.ask(request, OfferForm, offer, as_json=as_json, status=201, ocg=ocg)


def _add_endpoint(
    path: str,
    form: type[CommandForm],
    command: Callable[..., Any],
    as_json: api.AsJson,
    summary: str,
    status: int = 200,
) -> None:
    def endpoint(request: ActingRequest, ref: str) -> HttpResponse:
        transfer = _find_transfer(request, ref)
        return api.ask(request, form, command, as_json=as_json, status=status, transfer=transfer)

    endpoint.__name__ = f"{command.__name__}_transfer"
    described = api.verb(form, summary, status, answer=api.schema_of(as_json))
    router.post(f"/transfers/{{ref}}/{path}", **described)(endpoint)


def _find_transfer(request: ActingRequest, ref: str) -> Transfer:
    return api.find(request, transfers(), ref=ref)


_add_endpoint("prepare", PrepareForm, prepare, as_pack, "Prepare the handover pack", 201)
_add_endpoint("add-risk", AddRiskForm, add_risk, as_risk, "Add an open risk", 201)
_add_endpoint(
    "check-again",
    CheckAgainForm,
    check_again,
    as_check,
    "Check for deconfliction again",
)
_add_endpoint("accept", AcceptForm, accept, as_json, "Accept a transfer")
_add_endpoint("decline", DeclineForm, decline, as_json, "Decline a transfer")
_add_endpoint("withdraw", WithdrawForm, withdraw, as_json, "Withdraw a transfer")
