"""Checks and receipts."""

from typing import Any

from django.http import HttpResponse
from ninja import Router

from broadhurst.capabilities.deconfliction.commands.check import CheckForm, check
from broadhurst.capabilities.deconfliction.commands.verify import Verified, VerifyForm, verify
from broadhurst.capabilities.deconfliction.models import Check
from broadhurst.capabilities.deconfliction.rules import CAVEAT
from broadhurst.capabilities.register.models import Ocg
from broadhurst.foundation.doors import api
from broadhurst.foundation.doors.wall import ActingRequest

router = Router()


@router.post("/ocgs/{ref}/check", **api.verb(CheckForm, "Check an OCG's targets"))
def check_ocg(request: ActingRequest, ref: str) -> HttpResponse:
    ocg = api.find(request, Ocg.objects.select_related("dossier"), ref=ref)
    return api.ask(request, CheckForm, check, as_json=as_check, status=201, ocg=ocg)


@router.get("/ocgs/{ref}/checks", summary="The checks of an OCG")
def checks(request: ActingRequest, ref: str) -> HttpResponse:
    ocg = api.find(request, Ocg.objects.select_related("dossier"), ref=ref)
    return api.listed(request, ocg.checks.all(), by="-made_at", as_json=as_check)


@router.post("/deconfliction/verify", **api.verb(VerifyForm, "Verify a receipt"))
def verify_receipt(request: ActingRequest) -> HttpResponse:
    return api.ask(request, VerifyForm, verify, as_json=as_verified)


def as_check(made: Check) -> dict[str, Any]:
    return {
        "receipt": made.ref,
        "made_at": made.made_at,
        "entries": made.entries,
        "hit_count": made.hit_count,
        "not_checked": made.not_checked,
        "caveat": CAVEAT,
    }


def as_verified(found: Verified) -> dict[str, Any]:
    return {"receipt": found.receipt, "issued_on": found.issued_on}
