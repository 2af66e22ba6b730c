"""Pages of requests for OCGs: the list, one request, and one for each command."""

from typing import Any

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse

from broadhurst.capabilities.deconfliction.queries.hits import side_named
from broadhurst.capabilities.register.models import Ocg
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
from broadhurst.capabilities.transfers.lists.asked import COLOURS, REQUESTS
from broadhurst.capabilities.transfers.models import Transfer, TransferRequest
from broadhurst.capabilities.transfers.queries.asked import (
    own_sides,
    request_parts,
    transfer_requests,
)
from broadhurst.capabilities.transfers.rules.asking import WORKFLOW
from broadhurst.foundation.doors import web
from broadhurst.foundation.doors.wall import ActingRequest
from broadhurst.foundation.lists.page import show

INTRO = "Nothing moves when you ask. If the owner agrees, a transfer opens for you to accept."


def requests_page(request: ActingRequest) -> HttpResponseBase:
    """List the requests for OCGs that the officer can see, newest first."""
    return show(request, REQUESTS, "transfers/requests.html")


def request_page(request: ActingRequest, ref: str) -> HttpResponse:
    """Show one request, its answer, and the commands that are open to the reader."""
    transfer_request = web.find(request, transfer_requests(), ref=ref)
    context = {
        "transfer_request": transfer_request,
        "colour": COLOURS[transfer_request.stage],
        "open_to": WORKFLOW.open_to(
            transfer_request.stage, request_parts(transfer_request, request.actor)
        ),
    }
    return render(request, "transfers/request.html", context)


def _ocg(request: ActingRequest, ref: str) -> dict[str, Any]:
    ocg = web.find(request, Ocg.objects.select_related("dossier"), ref=ref)
    back = reverse("dossier:ocg_handover", args=[ref])
    return {"ocg": ocg, "go_to": _href_of, "context": {"back": back}}


def _hit(request: ActingRequest, ref: str) -> dict[str, Any]:
    hit = web.find(request, own_sides(request.actor), **side_named(ref))
    owner = hit.other_unit
    return {
        "hit": hit,
        "go_to": _href_of,
        "context": {
            "back": reverse("deconfliction:hit", args=[ref]),
            "intro": f"You ask {owner.name}, {owner.agency.name}. They see your reason and the "
            "hit’s reference. You do not learn if they have an OCG unless they agree.",
        },
    }


def _request(request: ActingRequest, ref: str) -> dict[str, Any]:
    transfer_request = web.find(request, transfer_requests(), ref=ref)
    back = reverse("transfers:request", args=[ref])
    caption = f"{transfer_request.about}, {transfer_request.ref}"
    return {
        "transfer_request": transfer_request,
        "go_to": back,
        "context": {"caption": caption, "back": back},
    }


def _to_agree(request: ActingRequest, ref: str) -> dict[str, Any]:
    return _request(request, ref) | {"go_to": _transfer_href}


def _transfer_href(transfer: Transfer) -> str:
    return reverse("transfers:transfer", args=[transfer.ref])


def _href_of(transfer_request: TransferRequest) -> str:
    return reverse("transfers:request", args=[transfer_request.ref])


ask_for_page = web.verb(
    AskForForm, ask_for, _ocg, "Ask for this OCG", "Send request",
    lambda transfer_request: f"You asked {transfer_request.owner.name}.", intro=INTRO,
)  # fmt: skip
ask_about_hit_page = web.verb(
    AskAboutHitForm, ask_about_hit, _hit, "Ask for the OCG behind this hit", "Send request",
    lambda transfer_request: f"You asked {transfer_request.owner.name}.",
)  # fmt: skip
agree_page = web.verb(
    AgreeForm, agree, _to_agree, "Agree to transfer this OCG", "Agree and open the transfer",
    "The transfer is open. Next, prepare the handover pack.",
)  # fmt: skip
decline_request_page = web.verb(
    DeclineRequestForm, decline_request, _request, "Decline this request", "Decline request",
    "You declined the request.",
)  # fmt: skip
withdraw_request_page = web.verb(
    WithdrawRequestForm, withdraw_request, _request, "Withdraw this request", "Withdraw request",
    "The request is withdrawn.",
)  # fmt: skip
