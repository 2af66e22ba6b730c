"""Pages of liaison: one request, the policy log, and one page for each command."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from broadhurst.capabilities.liaison.commands.accept import AcceptForm, accept
from broadhurst.capabilities.liaison.commands.ask import AskForm, ask
from broadhurst.capabilities.liaison.commands.complete import CompleteForm, complete
from broadhurst.capabilities.liaison.commands.decide_jointly import (
    DecideJointlyForm,
    decide_jointly,
)
from broadhurst.capabilities.liaison.commands.edit import EditRequestForm, edit
from broadhurst.capabilities.liaison.commands.log_decision import LogDecisionForm, log_decision
from broadhurst.capabilities.liaison.commands.record_meeting import (
    RecordMeetingForm,
    record_meeting,
)
from broadhurst.capabilities.liaison.commands.refuse import RefuseForm, refuse
from broadhurst.capabilities.liaison.commands.sign import SignForm, sign
from broadhurst.capabilities.liaison.commands.withdraw import WithdrawForm, withdraw
from broadhurst.capabilities.liaison.models import LogEntry, Request
from broadhurst.capabilities.liaison.queries.log import as_signed, entries
from broadhurst.capabilities.liaison.queries.requests import (
    checked,
    due,
    event_of,
    parts_of,
    place_of,
    requests,
    verbs_on,
)
from broadhurst.capabilities.register.models import Ocg
from broadhurst.foundation.doors import web
from broadhurst.foundation.doors.paging import page_by_key
from broadhurst.foundation.doors.wall import ActingRequest


def request_page(request: ActingRequest, ref: str) -> HttpResponse:
    row = web.find(request, requests(), ref=ref)
    context = _request_context(request, row) | {
        "verbs": verbs_on(row, parts_of(row, request.actor))
    }
    return render(request, "liaison/request.html", context)


def ask_page(request: ActingRequest, ref: str) -> HttpResponse:
    ocg = web.find(request, Ocg.objects.all(), ref=ref)
    return web.ask(
        request,
        AskForm,
        ask,
        ocg=ocg,
        title="Ask the other lead",
        submit="Ask",
        go_to=lambda new_request: reverse("liaison:request", args=[new_request.ref]),
        done=lambda new_request: f"You asked {new_request.asked_of.name}.",
        context={"above": "liaison/_check.html", "back": _back(ocg), **checked(ocg, request.actor)},
    )


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
        go_to=_back(ocg),
        done=lambda entry: f"Entry {entry.number} is recorded.",
        context={"intro": "An entry is never changed once it is recorded.", "back": _back(ocg)},
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
        go_to=_back(ocg),
        done=lambda entry: f"Entry {entry.number} is recorded. It is joint once both have signed.",
        context={"intro": "An entry is never changed once it is recorded.", "back": _back(ocg)},
    )


def sign_page(request: ActingRequest, ref: str) -> HttpResponse:
    rows = LogEntry.objects.select_related("ocg", "dossier", "maker", "recorder", "sio", "lro")
    entry = web.find(request, rows.prefetch_related("signatures__officer"), ref=ref)
    return web.ask(
        request,
        SignForm,
        sign,
        entry=entry,
        title=f"Sign entry {entry.number} of the policy log",
        submit="Sign",
        go_to=_back(entry.ocg),
        done="You have signed.",
        context={
            "above": "liaison/_entry.html",
            "back": _back(entry.ocg),
            "one": as_signed(entry, request.actor),
        },
    )


def record_meeting_page(request: ActingRequest, ref: str) -> HttpResponse:
    ocg = web.find(request, Ocg.objects.all(), ref=ref)
    return web.ask(
        request,
        RecordMeetingForm,
        record_meeting,
        ocg=ocg,
        title="Record that SIO and LRO met",
        submit="Record meeting",
        go_to=_back(ocg),
        done="The meeting is recorded.",
        context={"back": _back(ocg)},
    )


def _back(ocg: Ocg) -> str:
    return reverse("dossier:ocg_liaison", args=[ocg.ref])


def _request_context(request: ActingRequest, row: Request) -> dict[str, Any]:
    # Django templates already have a "request", so this one is "lead_request".
    planned = {"place": place_of(row), "event": event_of(row)}
    return {
        "lead_request": row,
        "due": due(row),
        **planned,
        **checked(row.ocg, request.actor),
    }


def _form_context(request: ActingRequest, ref: str) -> dict[str, Any]:
    """Return what every form about a request needs: its summary and the way back."""
    row = web.find(request, requests(), ref=ref)
    href = reverse("liaison:request", args=[ref])
    context = _request_context(request, row) | {"above": "liaison/_request.html", "back": href}
    return {"lead_request": context.pop("lead_request"), "go_to": href, "context": context}


accept_page = web.verb(
    AcceptForm,
    accept,
    _form_context,
    "Accept this request",
    "Accept",
    "The request is accepted. Record the outcome here when it is done.",
)
refuse_page = web.verb(
    RefuseForm, refuse, _form_context, "Refuse this request", "Refuse", "The request is refused."
)
complete_page = web.verb(
    CompleteForm,
    complete,
    _form_context,
    "Record the outcome",
    "Record outcome",
    "The outcome is recorded.",
)
edit_page = web.verb(
    EditRequestForm,
    edit,
    _form_context,
    "Correct this request",
    "Save changes",
    "The request is corrected. The other lead will be notified.",
)
withdraw_page = web.verb(
    WithdrawForm,
    withdraw,
    _form_context,
    "Withdraw this request",
    "Withdraw request",
    "The request is withdrawn. The other lead will be notified of the reason.",
)
