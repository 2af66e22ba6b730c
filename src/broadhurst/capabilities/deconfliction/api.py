"""The JSON door of this room. There is no way to list entries: not one's own, not anyone's."""

from typing import Any

from django.http import HttpResponse
from ninja import Router

from broadhurst.capabilities.deconfliction.commands.acknowledge import (
    AcknowledgeForm,
    acknowledge,
)
from broadhurst.capabilities.deconfliction.commands.check import CheckForm, check
from broadhurst.capabilities.deconfliction.commands.record_outcome import (
    RecordOutcomeForm,
    record_outcome,
)
from broadhurst.capabilities.deconfliction.commands.verify import Verified, VerifyForm, verify
from broadhurst.capabilities.deconfliction.models import Check, HitSide
from broadhurst.capabilities.deconfliction.queries import sides
from broadhurst.capabilities.deconfliction.rules import CAVEAT
from broadhurst.capabilities.register.models import Ocg
from broadhurst.foundation.doors import api
from broadhurst.foundation.doors.wall import ActingRequest

router = Router(tags=["deconfliction"])


@router.post("/ocgs/{ref}/check", **api.verb(CheckForm, "Check an OCG's targets"))
def check_ocg(request: ActingRequest, ref: str) -> HttpResponse:
    ocg = api.find(request, Ocg.objects.select_related("dossier"), ref=ref)
    return api.ask(request, CheckForm, check, as_json=as_check, status=201, ocg=ocg)


@router.get("/ocgs/{ref}/checks", summary="The checks of an OCG")
def checks(request: ActingRequest, ref: str) -> HttpResponse:
    ocg = api.find(request, Ocg.objects.select_related("dossier"), ref=ref)
    return api.listed(request, ocg.checks.all(), by="-made_at", as_json=as_check)


@router.get("/hits", summary="The hits of your unit")
def hits(request: ActingRequest) -> HttpResponse:
    return api.listed(request, sides(), by="-raised_at", as_json=as_hit)


@router.get("/hits/{ref}", summary="One hit, from your unit's side")
def hit(request: ActingRequest, ref: str) -> HttpResponse:
    return api.answer(as_hit(_found(request, ref)))


@router.post("/hits/{ref}/acknowledge", **api.verb(AcknowledgeForm, "Acknowledge a hit"))
def acknowledge_hit(request: ActingRequest, ref: str) -> HttpResponse:
    found = _found(request, ref)
    return api.ask(request, AcknowledgeForm, acknowledge, as_json=as_hit, hit=found)


@router.post("/hits/{ref}/record-outcome", **api.verb(RecordOutcomeForm, "Record an outcome"))
def outcome(request: ActingRequest, ref: str) -> HttpResponse:
    found = _found(request, ref)
    return api.ask(request, RecordOutcomeForm, record_outcome, as_json=as_hit, hit=found)


@router.post("/deconfliction/verify", **api.verb(VerifyForm, "Verify a receipt"))
def verify_receipt(request: ActingRequest) -> HttpResponse:
    return api.ask(request, VerifyForm, verify, as_json=as_verified)


def _found(request: ActingRequest, ref: str) -> HitSide:
    return api.find(request, sides(), hit__ref=ref)


def as_check(made: Check) -> dict[str, Any]:
    return {
        "receipt": made.ref,
        "made_at": made.made_at,
        "entries": made.entries,
        "hit_count": made.hit_count,
        "not_checked": made.not_checked,
        "caveat": CAVEAT,
    }


def as_hit(side: HitSide) -> dict[str, Any]:
    return {
        "ref": side.ref,
        "kind": side.hit.kind,
        "match": side.hit.words,
        "strength": side.hit.strength,
        "raised_at": side.raised_at,
        "other_body": side.other_unit.agency.name,
        "ring": side.ring,
        "ocg": side.ocg_ref,
        "entry": side.entry.label if side.entry else None,
        "due_at": side.due_at,
        "acknowledged_at": side.acknowledged_at,
        "outcome": side.outcome or None,
        "reason": side.reason or None,
        "closed_at": side.closed_at,
    }


def as_verified(found: Verified) -> dict[str, Any]:
    return {"receipt": found.receipt, "issued_on": found.issued_on}
