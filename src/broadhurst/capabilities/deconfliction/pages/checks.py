"""Pages for checks and receipts."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from broadhurst.capabilities.deconfliction.commands.check import CheckForm, check
from broadhurst.capabilities.deconfliction.commands.check_target import check_target
from broadhurst.capabilities.deconfliction.commands.verify import VerifyForm, verify
from broadhurst.capabilities.deconfliction.forms.target import CheckTargetForm
from broadhurst.capabilities.deconfliction.pages.doors import for_whoever_may
from broadhurst.capabilities.deconfliction.queries.checks import (
    bulk_check_of,
    event_of,
    sides_of_check,
    since_confirmed,
)
from broadhurst.capabilities.deconfliction.queries.entries import checks_made
from broadhurst.capabilities.deconfliction.targets.of_ocg import targets_of
from broadhurst.capabilities.register.models import Ocg
from broadhurst.capabilities.register.rules.receipts import beside_a_page
from broadhurst.foundation.doors import web
from broadhurst.foundation.doors.wall import ActingRequest


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
        go_to=reverse("dossier:ocg_deconfliction", args=[ref]),
        done=lambda made: f"Checked. {beside_a_page([made])}",
        context={
            "caption": ocg.caption,
            "above": "deconfliction/_targets.html",
            "targets": targets,
            "not_checked": not_checked,
            "back": reverse("dossier:ocg_deconfliction", args=[ref]),
        },
    )


@for_whoever_may("check_target", "Check a target field by field")
def check_target_page(request: ActingRequest) -> HttpResponse:
    return web.ask(
        request,
        CheckTargetForm,
        check_target,
        title="Check a target field by field",
        submit="Check now",
        go_to=lambda made: reverse("deconfliction:check_made", args=[made.ref]),
        done=lambda made: f"Checked. Your receipt is {made.ref}. Entered as {made.entered}.",
        context={
            "intro": "Enter what you know about one person or item. It is entered for your unit "
            "and compared with what every other unit has entered. A hit tells both units who to "
            "contact, and nothing else. Never enter a victim or a witness.",
            "back": reverse("deconfliction:check_lines"),
        },
    )


def check_made_page(request: ActingRequest, ref: str) -> HttpResponse:
    """Show a receipt to the unit that checked, and to those who see its OCG."""
    receipt = web.find(request, checks_made(), ref=ref)
    context = {
        "check": receipt,
        "answer": receipt.answer,
        "caveat": receipt.caveat,
        "hits": sides_of_check(receipt),
        "confirmed": since_confirmed([receipt])[receipt.ref],
        "bulk": bulk_check_of(receipt),
        "event": event_of(receipt),
    }
    return render(request, "deconfliction/check_made.html", context)


def verify_page(request: ActingRequest) -> HttpResponse:
    return web.ask(
        request,
        VerifyForm,
        verify,
        title="Verify a receipt",
        submit="Verify receipt",
        go_to=reverse("deconfliction:verify_receipt"),
        done=str,
        context={
            "intro": "Find out if a deconfliction check was made, and when. You cannot "
            "see what was checked, who checked it or the answer. Each look-up is "
            "recorded.",
            "back": reverse("overview:deconfliction"),
        },
    )
