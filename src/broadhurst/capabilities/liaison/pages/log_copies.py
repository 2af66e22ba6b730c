"""Pages of sealed copies of the policy log: seal one, look at it, and download it."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from broadhurst.capabilities.liaison.commands.seal_log import SealLogForm, seal_log
from broadhurst.capabilities.liaison.commands.take_log_copy import take_log_copy
from broadhurst.capabilities.liaison.models import LogCopy
from broadhurst.capabilities.liaison.queries.log_copies import (
    log_copies,
    period_in_words,
    verified,
)
from broadhurst.capabilities.register.models import Ocg
from broadhurst.foundation.doors import downloads, web
from broadhurst.foundation.doors.wall import ActingRequest


def seal_log_page(request: ActingRequest, ref: str) -> HttpResponse:
    ocg = web.find(request, Ocg.objects.select_related("dossier"), ref=ref)
    back = reverse("liaison:policy_log", args=[ref])
    return web.ask(
        request,
        SealLogForm,
        seal_log,
        ocg=ocg,
        title="Seal a copy of the policy log",
        submit="Seal copy",
        go_to=_href_of,
        done="The copy is sealed.",
        context={
            "intro": "The copy is a PDF with the marking on each page. It is stored with its "
            "SHA-256, and signed if this service has a signing key. You can verify it at any time.",
            "back": back,
        },
    )


def log_copy_page(request: ActingRequest, ref: str) -> HttpResponse:
    """Show a sealed copy, verified now."""
    copy = web.find(request, log_copies(), ref=ref)
    context = {
        "copy": copy,
        "ocg": copy.ocg,
        "period": period_in_words(copy.from_on, copy.until_on),
        "now": verified(copy),
    }
    return render(request, "liaison/log_copy.html", context)


def log_copy_pdf_page(request: ActingRequest, ref: str) -> HttpResponse:
    """Download a sealed copy. Each download is recorded as a disclosure."""
    copy = web.find(request, log_copies(), ref=ref)
    return downloads.page(
        request,
        take_log_copy,
        {"copy": copy},
        title="You cannot download this copy",
        back=(_href_of(copy), "Copy of the policy log"),
        filename=f"{ref}-policy-log.pdf",
        content_type="application/pdf",
    )


def _href_of(copy: LogCopy) -> str:
    return reverse("liaison:log_copy", args=[copy.ref])
