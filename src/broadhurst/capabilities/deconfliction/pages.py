"""The pages of this room: hits of one's own unit, and one page a verb."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from broadhurst.capabilities.deconfliction.commands.acknowledge import (
    AcknowledgeForm,
    acknowledge,
)
from broadhurst.capabilities.deconfliction.commands.check import CheckForm, check
from broadhurst.capabilities.deconfliction.commands.record_outcome import (
    RecordOutcomeForm,
    record_outcome,
)
from broadhurst.capabilities.deconfliction.commands.verify import VerifyForm, verify
from broadhurst.capabilities.deconfliction.models import Check, HitSide
from broadhurst.capabilities.deconfliction.queries import sides
from broadhurst.capabilities.deconfliction.rules import CAVEAT, answer
from broadhurst.capabilities.deconfliction.targets import targets_of
from broadhurst.capabilities.register.models import Ocg
from broadhurst.foundation.doors import web
from broadhurst.foundation.doors.paging import page_by_key
from broadhurst.foundation.doors.wall import ActingRequest


def hits(request: ActingRequest) -> HttpResponse:
    """The hits of the reader's unit, newest first."""
    rows = sides()
    if request.GET.get("open"):
        rows = rows.filter(closed_at=None)
    page = page_by_key(rows, request.GET, by="-raised_at")
    return render(
        request, "deconfliction/hits.html", {"page": page, "only_open": "open" in request.GET}
    )


def hit(request: ActingRequest, ref: str) -> HttpResponse:
    return render(request, "deconfliction/hit.html", {"hit": _found(request, ref)})


def check_page(request: ActingRequest, ref: str) -> HttpResponse:
    ocg = web.find(request, Ocg.objects.select_related("dossier"), ref=ref)
    targets, not_checked = targets_of(ocg)
    return web.ask(
        request,
        CheckForm,
        check,
        ocg=ocg,
        title="Check targets for deconfliction",
        submit="Check now",
        go_to=reverse("ocg_deconfliction", args=[ref]),
        done=in_words,
        context={
            "caption": str(ocg),
            "above": "deconfliction/_targets.html",
            "targets": targets,
            "not_checked": not_checked,
            "back": reverse("ocg_deconfliction", args=[ref]),
        },
    )


def in_words(made: Check) -> str:
    """The answer of a check, always with its limits."""
    return f"Receipt {made.ref}. {answer(made.hit_count, made.entries)}. {CAVEAT}"


def acknowledge_page(request: ActingRequest, ref: str) -> HttpResponse:
    return web.ask(
        request,
        AcknowledgeForm,
        acknowledge,
        hit=_found(request, ref),
        title="Acknowledge this hit",
        submit="Acknowledge",
        go_to=reverse("hit", args=[ref]),
        done="Acknowledged. Ring the other side, then record what you agreed.",
        context={"above": "deconfliction/_hit.html", "back": reverse("hit", args=[ref])},
    )


def record_outcome_page(request: ActingRequest, ref: str) -> HttpResponse:
    return web.ask(
        request,
        RecordOutcomeForm,
        record_outcome,
        hit=_found(request, ref),
        title="Record the outcome of this hit",
        submit="Record outcome",
        go_to=reverse("hit", args=[ref]),
        done="The outcome is recorded on your side.",
        context={"above": "deconfliction/_hit.html", "back": reverse("hit", args=[ref])},
    )


def verify_page(request: ActingRequest) -> HttpResponse:
    return web.ask(
        request,
        VerifyForm,
        verify,
        title="Verify a receipt",
        submit="Verify",
        go_to=reverse("verify_receipt"),
        done=str,
        context={
            "intro": "Find out whether a deconfliction check was made and on which day. "
            "What was checked, by whom and with what answer is not shown. Each look-up is kept."
        },
    )


def _found(request: ActingRequest, ref: str) -> HitSide:
    return web.find(request, sides(), hit__ref=ref)
