"""Checks and receipts."""

from django.http import HttpResponse
from django.urls import reverse

from broadhurst.capabilities.deconfliction.commands.check import CheckForm, check
from broadhurst.capabilities.deconfliction.commands.verify import VerifyForm, verify
from broadhurst.capabilities.deconfliction.models import Check
from broadhurst.capabilities.deconfliction.rules import CAVEAT, answer
from broadhurst.capabilities.deconfliction.targets import targets_of
from broadhurst.capabilities.register.models import Ocg
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
