"""Pages of the policy log: its entries, and one page for each command on them."""

from django.http import HttpResponse
from django.shortcuts import render

from broadhurst.capabilities.liaison.commands.decide_jointly import (
    DecideJointlyForm,
    decide_jointly,
)
from broadhurst.capabilities.liaison.commands.log_decision import LogDecisionForm, log_decision
from broadhurst.capabilities.liaison.commands.sign import SignForm, sign
from broadhurst.capabilities.liaison.models import LogEntry
from broadhurst.capabilities.liaison.pages.back import back_to
from broadhurst.capabilities.liaison.queries.log import as_signed, entries
from broadhurst.capabilities.register.models import Ocg
from broadhurst.foundation.doors import web
from broadhurst.foundation.doors.paging import page_by_key
from broadhurst.foundation.doors.wall import ActingRequest


def policy_log(request: ActingRequest, ref: str) -> HttpResponse:
    ocg = web.find(request, Ocg.objects.all(), ref=ref)
    page = page_by_key(entries(ocg), request.GET, by="-number")
    log = [as_signed(entry, request.actor) for entry in page.rows]
    return render(request, "liaison/policy_log.html", {"ocg": ocg, "page": page, "log": log})


def log_decision_page(request: ActingRequest, ref: str) -> HttpResponse:
    ocg = web.find(request, Ocg.objects.all(), ref=ref)
    return web.ask(
        request,
        LogDecisionForm,
        log_decision,
        ocg=ocg,
        title="Record a decision",
        submit="Record in the policy log",
        go_to=back_to(ocg),
        done=lambda entry: f"Entry {entry.number} is recorded.",
        context={"intro": "An entry is never changed once it is recorded.", "back": back_to(ocg)},
    )


def decide_jointly_page(request: ActingRequest, ref: str) -> HttpResponse:
    ocg = web.find(request, Ocg.objects.all(), ref=ref)
    return web.ask(
        request,
        DecideJointlyForm,
        decide_jointly,
        ocg=ocg,
        title="Record a joint decision",
        submit="Record and sign",
        go_to=back_to(ocg),
        done=lambda entry: f"Entry {entry.number} is recorded. It is joint once both have signed.",
        context={"intro": "An entry is never changed once it is recorded.", "back": back_to(ocg)},
    )


def sign_page(request: ActingRequest, ref: str) -> HttpResponse:
    rows = LogEntry.objects.select_related("ocg", "maker", "recorder", "sio", "lro")
    entry = web.find(request, rows.prefetch_related("signatures__officer"), ref=ref)
    return web.ask(
        request,
        SignForm,
        sign,
        entry=entry,
        title=f"Sign entry {entry.number} of the policy log",
        submit="Sign",
        go_to=back_to(entry.ocg),
        done="You have signed.",
        context={
            "above": "liaison/_entry.html",
            "back": back_to(entry.ocg),
            "one": as_signed(entry, request.actor),
        },
    )
