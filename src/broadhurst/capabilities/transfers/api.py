"""The JSON door of transfers."""

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from ninja import Router

from broadhurst.capabilities.register.models import Ocg
from broadhurst.capabilities.tasking.queries import bids
from broadhurst.capabilities.transfers.commands.accept import AcceptForm, accept
from broadhurst.capabilities.transfers.commands.acknowledge_risk import (
    AcknowledgeRiskForm,
    acknowledge_risk,
)
from broadhurst.capabilities.transfers.commands.add_risk import AddRiskForm, add_risk
from broadhurst.capabilities.transfers.commands.adopt import AdoptForm, adopt
from broadhurst.capabilities.transfers.commands.check_again import CheckAgainForm, check_again
from broadhurst.capabilities.transfers.commands.decline import DeclineForm, decline
from broadhurst.capabilities.transfers.commands.offer import OfferForm, offer
from broadhurst.capabilities.transfers.commands.prepare import PrepareForm, prepare
from broadhurst.capabilities.transfers.commands.withdraw import WithdrawForm, withdraw
from broadhurst.capabilities.transfers.models import Pack, Risk, Transfer
from broadhurst.capabilities.transfers.queries import pack_of, progress, transfers
from broadhurst.foundation.doors import api
from broadhurst.foundation.doors.asking import Ask
from broadhurst.foundation.doors.wall import ActingRequest

router = Router(tags=["transfers"])


@router.get("/transfers", summary="List the transfers you may see")
def listed(request: ActingRequest) -> HttpResponse:
    return api.listed(request, transfers(), by="-opened_at", as_json=as_json)


@router.get("/transfers/{ref}", summary="One transfer, with its pack, risks and what is left to do")
def one(request: ActingRequest, ref: str) -> HttpResponse:
    return api.answer(in_full(_found(request, ref)))


@router.post("/bids/{ref}/adopt", **api.verb(AdoptForm, "Adopt a bid in full"))
def adopted(request: ActingRequest, ref: str) -> HttpResponse:
    bid = api.find(request, bids(), ref=ref)
    return api.ask(request, AdoptForm, adopt, as_json=as_json, status=201, bid=bid)


@router.post("/ocgs/{ref}/offer", **api.verb(OfferForm, "Offer an OCG to another body"))
def offered(request: ActingRequest, ref: str) -> HttpResponse:
    ocg = api.find(request, Ocg.objects.select_related("dossier"), ref=ref)
    return api.ask(request, OfferForm, offer, as_json=as_json, status=201, ocg=ocg)


@router.post("/risks/{ref}/acknowledge", **api.verb(AcknowledgeRiskForm, "Acknowledge a risk"))
def risk_acknowledged(request: ActingRequest, ref: str) -> HttpResponse:
    rows = Risk.objects.select_related("dossier", "transfer__ocg")
    found = api.find(request, rows, ref=ref)
    return api.ask(request, AcknowledgeRiskForm, acknowledge_risk, as_json=as_risk, risk=found)


def _verb(
    path: str,
    form: type[Ask],
    command: Callable[..., Any],
    answer: api.AsJson,
    summary: str,
    status: int = 200,
) -> None:
    def endpoint(request: ActingRequest, ref: str) -> HttpResponse:
        found = _found(request, ref)
        return api.ask(request, form, command, as_json=answer, status=status, transfer=found)

    endpoint.__name__ = f"{command.__name__}_transfer"
    router.post(f"/transfers/{{ref}}/{path}", **api.verb(form, summary))(endpoint)


def as_json(transfer: Transfer) -> dict[str, Any]:
    """What was fetched with the transfer: who declines it can fetch nothing more."""
    return {
        "ref": transfer.ref,
        "ocg": transfer.ocg.ref,
        "kind": transfer.kind,
        "stage": transfer.stage,
        "giver": transfer.giver.key,
        "receiver": transfer.receiver.key,
        "window_from": transfer.window_from,
        "window_until": transfer.window_until,
        "accepted_by": transfer.accepted_by.username if transfer.accepted_by else None,
        "accepted_at": transfer.accepted_at,
    }


def in_full(transfer: Transfer) -> dict[str, Any]:
    pack, is_open = pack_of(transfer), transfer.stage == Transfer.Stage.OPEN
    steps = progress(transfer) if is_open else []
    return {
        **as_json(transfer),
        "reason": transfer.reason,
        "steps": [{"title": s.title, "by": s.by, "is_done": s.is_done} for s in steps],
        "risks": [as_risk(risk) for risk in transfer.risks.select_related("acknowledged_by")],
        "pack": as_pack(pack) | {"sections": pack.sections} if pack else None,
    }


def as_pack(pack: Pack) -> dict[str, Any]:
    return {"number": pack.number, "prepared_at": pack.prepared_at}


def as_risk(risk: Risk) -> dict[str, Any]:
    by = risk.acknowledged_by
    return {
        "ref": risk.ref,
        "source": risk.source,
        "text": risk.text,
        "acknowledged_by": by.username if by else None,
        "is_over": risk.over_at is not None,
    }


def as_check(check: Any) -> dict[str, Any]:
    return {"receipt": check.ref, "made_at": check.made_at, "hits": check.hit_count}


def _found(request: ActingRequest, ref: str) -> Transfer:
    return api.find(request, transfers(), ref=ref)


_verb("prepare", PrepareForm, prepare, as_pack, "Prepare the handover pack", 201)
_verb("add-risk", AddRiskForm, add_risk, as_risk, "Add an open risk", 201)
_verb("check-again", CheckAgainForm, check_again, as_check, "Check for deconfliction again")
_verb("accept", AcceptForm, accept, as_json, "Accept a transfer")
_verb("decline", DeclineForm, decline, as_json, "Decline a transfer")
_verb("withdraw", WithdrawForm, withdraw, as_json, "Withdraw a transfer")
