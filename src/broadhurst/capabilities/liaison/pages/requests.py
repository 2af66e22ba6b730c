"""Pages of requests: one request, and one page for each command on it."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from broadhurst.capabilities.liaison.commands.accept import AcceptForm, accept
from broadhurst.capabilities.liaison.commands.ask import AskForm, ask
from broadhurst.capabilities.liaison.commands.complete import CompleteForm, complete
from broadhurst.capabilities.liaison.commands.edit import EditRequestForm, edit
from broadhurst.capabilities.liaison.commands.make_referral import (
    MakeReferralForm,
    make_referral,
)
from broadhurst.capabilities.liaison.commands.refuse import RefuseForm, refuse
from broadhurst.capabilities.liaison.commands.withdraw import WithdrawForm, withdraw
from broadhurst.capabilities.liaison.models import Request
from broadhurst.capabilities.liaison.pages.back import back_to
from broadhurst.capabilities.liaison.queries.follow_up import (
    asked_extension,
    chased_days,
    history_of,
)
from broadhurst.capabilities.liaison.queries.requests import (
    all_verbs_on,
    checked,
    due,
    event_of,
    is_warrant_of_partner,
    parts_of,
    place_of,
    requests,
    requests_to_refer,
)
from broadhurst.capabilities.liaison.queries.shown import another_lead
from broadhurst.capabilities.liaison.rules.requesting import TOLD
from broadhurst.capabilities.register.models import Ocg
from broadhurst.foundation.doors import web
from broadhurst.foundation.doors.wall import ActingRequest


def request_page(request: ActingRequest, ref: str) -> HttpResponse:
    row = web.find(request, requests(), ref=ref)
    context = _request_context(request, row)
    parts = parts_of(row, request.actor)
    context["verbs"] = all_verbs_on(row, parts, context["extension"], request.actor)
    context["is_passed_up"] = TOLD in parts and row.stage == Request.Stage.ASKED
    context["is_for_police"] = is_warrant_of_partner(row)
    context["steps"] = history_of(row)
    return render(request, "liaison/request.html", context)


def ask_page(request: ActingRequest, ref: str) -> HttpResponse:
    ocg = web.find(request, Ocg.objects.all(), ref=ref)
    return web.ask(
        request,
        AskForm,
        ask,
        ocg=ocg,
        title="Ask the other lead",
        submit="Send request",
        go_to=lambda new_request: reverse("liaison:request", args=[new_request.ref]),
        done=lambda new_request: f"You asked {new_request.asked_of.name}.",
        context={
            "above": "liaison/_check.html",
            "back": back_to(ocg),
            **checked(ocg, request.actor),
        },
    )


def _request_context(request: ActingRequest, row: Request) -> dict[str, Any]:
    # Django templates already have a "request", so this one is "lead_request".
    planned = {"place": place_of(row), "event": event_of(row)}
    return {
        "lead_request": row,
        "due": due(row),
        "answers": another_lead(row),
        "chased": chased_days(row),
        "extension": asked_extension(row),
        **planned,
        **checked(row.ocg, request.actor),
    }


def about(request: ActingRequest, ref: str) -> dict[str, Any]:
    """Return what every form about a request needs: its summary and the way back."""
    return _about(request, web.find(request, requests(), ref=ref))


def _about_one_to_refer(request: ActingRequest, ref: str) -> dict[str, Any]:
    return _about(request, web.find(request, requests_to_refer(), ref=ref))


def _about(request: ActingRequest, row: Request) -> dict[str, Any]:
    href = reverse("liaison:request", args=[row.ref])
    context = _request_context(request, row) | {"above": "liaison/_request.html", "back": href}
    return {"lead_request": context.pop("lead_request"), "go_to": href, "context": context}


accept_page = web.verb(
    AcceptForm,
    accept,
    about,
    "Accept this request",
    "Accept request",
    "The request is accepted. Record the outcome here when it is done.",
)
refuse_page = web.verb(
    RefuseForm, refuse, about, "Refuse this request", "Refuse request", "The request is refused."
)
complete_page = web.verb(
    CompleteForm,
    complete,
    about,
    "Record the outcome",
    "Record outcome",
    "The outcome is recorded.",
)
edit_page = web.verb(
    EditRequestForm,
    edit,
    about,
    "Correct this request",
    "Save changes",
    "The request is corrected. The other lead will be notified.",
)
withdraw_page = web.verb(
    WithdrawForm,
    withdraw,
    about,
    "Withdraw this request",
    "Withdraw request",
    "The request is withdrawn. The other lead will be notified of the reason.",
)
make_referral_page = web.verb(
    MakeReferralForm,
    make_referral,
    _about_one_to_refer,
    "Make the referral",
    "Send referral",
    "The referral is sent. It is open until the team acknowledges it.",
    warn="If somebody is in immediate danger, act now. Do not wait for a form.",
)
