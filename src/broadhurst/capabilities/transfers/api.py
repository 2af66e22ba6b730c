"""The JSON door of transfers."""

from typing import Any

from django.http import HttpResponse
from ninja import Router

from broadhurst.capabilities.register.models import Ocg
from broadhurst.capabilities.transfers.commands.accept import AcceptForm, accept
from broadhurst.capabilities.transfers.commands.acknowledge_risk import (
    AcknowledgeRiskForm,
    acknowledge_risk,
)
from broadhurst.capabilities.transfers.commands.add_risk import AddRiskForm, add_risk
from broadhurst.capabilities.transfers.commands.check_again import CheckAgainForm, check_again
from broadhurst.capabilities.transfers.commands.decline import DeclineForm, decline
from broadhurst.capabilities.transfers.commands.offer import OfferForm, offer
from broadhurst.capabilities.transfers.commands.prepare import PrepareForm, prepare
from broadhurst.capabilities.transfers.commands.withdraw import WithdrawForm, withdraw
from broadhurst.capabilities.transfers.models import Pack, Risk, Transfer
from broadhurst.capabilities.transfers.queries import pack_of, progress, transfers
from broadhurst.foundation.doors import api
from broadhurst.foundation.doors.wall import ActingRequest

router = Router(tags=["transfers"])


@router.get("/transfers", summary="List the transfers you may see")
def listed(request: ActingRequest) -> HttpResponse:
    return api.listed(request, transfers(), by="-opened_at", as_json=as_json)


@router.get("/transfers/{ref}", summary="One transfer, with its pack, risks and what is left to do")
def one(request: ActingRequest, ref: str) -> HttpResponse:
    return api.answer(in_full(_found(request, ref)))


@router.post("/ocgs/{ref}/offer", **api.verb(OfferForm, "Offer an OCG to another body"))
def offered(request: ActingRequest, ref: str) -> HttpResponse:
    ocg = api.find(request, Ocg.objects.select_related("dossier"), ref=ref)
    return api.ask(request, OfferForm, offer, as_json=as_json, status=201, ocg=ocg)


@router.post("/transfers/{ref}/prepare", **api.verb(PrepareForm, "Prepare the handover pack"))
def prepared(request: ActingRequest, ref: str) -> HttpResponse:
    found = _found(request, ref)
    return api.ask(request, PrepareForm, prepare, as_json=as_pack, status=201, transfer=found)


@router.post("/transfers/{ref}/add-risk", **api.verb(AddRiskForm, "Add an open risk"))
def risk_added(request: ActingRequest, ref: str) -> HttpResponse:
    found = _found(request, ref)
    return api.ask(request, AddRiskForm, add_risk, as_json=as_risk, status=201, transfer=found)


@router.post("/risks/{ref}/acknowledge", **api.verb(AcknowledgeRiskForm, "Acknowledge a risk"))
def risk_acknowledged(request: ActingRequest, ref: str) -> HttpResponse:
    rows = Risk.objects.select_related("dossier", "transfer__ocg")
    found = api.find(request, rows, ref=ref)
    return api.ask(request, AcknowledgeRiskForm, acknowledge_risk, as_json=as_risk, risk=found)


@router.post("/transfers/{ref}/check-again", **api.verb(CheckAgainForm, "Check again"))
def checked_again(request: ActingRequest, ref: str) -> HttpResponse:
    found = _found(request, ref)
    return api.ask(request, CheckAgainForm, check_again, as_json=as_check, transfer=found)


@router.post("/transfers/{ref}/accept", **api.verb(AcceptForm, "Accept a transfer"))
def accepted(request: ActingRequest, ref: str) -> HttpResponse:
    found = _found(request, ref)
    return api.ask(request, AcceptForm, accept, as_json=as_json, transfer=found)


@router.post("/transfers/{ref}/decline", **api.verb(DeclineForm, "Decline a transfer"))
def declined(request: ActingRequest, ref: str) -> HttpResponse:
    found = _found(request, ref)
    return api.ask(request, DeclineForm, decline, as_json=as_json, transfer=found)


@router.post("/transfers/{ref}/withdraw", **api.verb(WithdrawForm, "Withdraw a transfer"))
def withdrawn(request: ActingRequest, ref: str) -> HttpResponse:
    found = _found(request, ref)
    return api.ask(request, WithdrawForm, withdraw, as_json=as_json, transfer=found)


def as_json(transfer: Transfer) -> dict[str, Any]:
    """A transfer's own columns alone: who declines it no longer sees what they would join."""
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
