"""Pages of safeguarding: the list, one referral, and one page per command."""

from typing import Any

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse

from broadhurst.capabilities.register.models import Ocg
from broadhurst.capabilities.register.queries.people import members
from broadhurst.capabilities.safeguarding.commands.acknowledge import (
    AcknowledgeForm,
    AcknowledgeReferralsForm,
    acknowledge,
)
from broadhurst.capabilities.safeguarding.commands.chase import ChaseForm, chase
from broadhurst.capabilities.safeguarding.commands.close import CloseForm, close
from broadhurst.capabilities.safeguarding.commands.decide import DecideForm, decide
from broadhurst.capabilities.safeguarding.commands.edit import EditForm, edit
from broadhurst.capabilities.safeguarding.commands.record_decision import (
    RecordDecisionForm,
    record_decision,
)
from broadhurst.capabilities.safeguarding.commands.record_no_referral import (
    NoReferralForm,
    record_no_referral,
)
from broadhurst.capabilities.safeguarding.commands.refer import ReferForm, refer
from broadhurst.capabilities.safeguarding.commands.withdraw import WithdrawForm, withdraw
from broadhurst.capabilities.safeguarding.lists import REFERRALS
from broadhurst.capabilities.safeguarding.models import Referral
from broadhurst.capabilities.safeguarding.queries.referrals import (
    contact_of,
    due_on,
    ocg_of,
    parts_of,
    referrals,
    steps_of,
    verbs_on,
)
from broadhurst.foundation.doors import web
from broadhurst.foundation.doors.wall import ActingRequest
from broadhurst.foundation.lists.bulk_page import ask_for_each
from broadhurst.foundation.lists.page import show


def referrals_page(request: ActingRequest) -> HttpResponseBase:
    """Show the referrals the actor may see, newest first.

    A receiving team sees the referrals sent to it.
    """
    return show(request, REFERRALS, "safeguarding/referrals.html")


def acknowledge_referrals_page(request: ActingRequest) -> HttpResponse:
    """Acknowledge each of the chosen referrals for the receiving team."""
    return ask_for_each(
        request,
        AcknowledgeReferralsForm,
        acknowledge,
        each_form=AcknowledgeReferralsForm,
        rows=referrals(),
        subject="referral",
        title="Acknowledge referrals",
        noun="referral",
        submit="Acknowledge referrals",
        back=reverse("safeguarding:referrals"),
    )


def chase_referrals_page(request: ActingRequest) -> HttpResponse:
    """Record that each of the chosen referrals was chased."""
    return ask_for_each(
        request,
        ChaseForm,
        chase,
        each_form=ChaseForm,
        rows=referrals(),
        subject="referral",
        title="Record a chase of referrals",
        noun="referral",
        submit="Record chase",
        back=reverse("safeguarding:referrals"),
    )


def referral_page(request: ActingRequest, ref: str) -> HttpResponse:
    referral = _find_referral(request, ref)
    context = {
        "referral": referral,
        "ocg": ocg_of(referral),
        "due_on": due_on(referral),
        "contact": contact_of(referral.holder),
        "steps": steps_of(referral),
        "verbs": verbs_on(referral, parts_of(referral, request.actor)),
    }
    return render(request, "safeguarding/referral.html", context)


def refer_page(request: ActingRequest, ref: str) -> HttpResponse:
    ocg = web.find(request, Ocg.objects.select_related("dossier"), ref=ref)
    return web.ask(
        request,
        ReferForm,
        refer,
        ocg=ocg,
        title="Refer a person at risk",
        submit="Send referral",
        go_to=reverse("dossier:ocg_safeguarding", args=[ref]),
        done=lambda sent: f"{sent.ref} is sent to {sent.team.name}. It is open until acknowledged.",
        initial={"person": request.GET.get("person", "")},
        context={
            "intro": "The team sees who the referral is about and who to contact. Send the content "
            "in the team's own system.",
            "warn": "If somebody is in immediate danger, act now. Do not wait for a form.",
            "below": "safeguarding/_no_referral.html",
            "person_ref": _person_at_risk(ocg, request.GET.get("person", "")),
        },
    )


def _person_at_risk(ocg: Ocg, ref: str) -> str:
    """Return the reference of the person to refer, if they are on this OCG."""
    return ref if members().filter(ocg=ocg, person__ref=ref).exists() else ""


def no_referral_page(request: ActingRequest, ref: str) -> HttpResponse:
    member = web.find(request, members(), person__ref=ref)
    return web.ask(
        request,
        NoReferralForm,
        record_no_referral,
        member=member,
        title="Record why no referral is needed",
        submit="Record reason",
        go_to=reverse("dossier:ocg_safeguarding", args=[member.ocg.ref]),
        done="The reason is recorded.",
    )


def _about(request: ActingRequest, ref: str) -> dict[str, Any]:
    """Return what every form page of a referral shares."""
    referral = _find_referral(request, ref)
    href = reverse("safeguarding:referral", args=[ref])
    context = {
        "above": "safeguarding/_referral.html",
        "back": href,
        "ocg": ocg_of(referral),
        "due_on": due_on(referral),
        "contact": contact_of(referral.holder),
    }
    return {"referral": referral, "go_to": href, "context": context}


def _find_referral(request: ActingRequest, ref: str) -> Referral:
    return web.find(request, referrals(), ref=ref)


acknowledge_page = web.verb(
    AcknowledgeForm,
    acknowledge,
    _about,
    "Acknowledge this referral",
    "Acknowledge referral",
    "The referral is acknowledged.",
)
chase_page = web.verb(
    ChaseForm, chase, _about, "Record a chase", "Record chase", "The chase is recorded."
)
decide_page = web.verb(
    DecideForm,
    decide,
    _about,
    "Record the decision",
    "Record decision",
    "The decision is recorded.",
)
record_decision_page = web.verb(
    RecordDecisionForm,
    record_decision,
    _about,
    "Record the competent authority's decision",
    "Record decision",
    "The decision of the competent authority is recorded.",
)
edit_page = web.verb(
    EditForm, edit, _about, "Correct this referral", "Save correction", "The referral is corrected."
)
withdraw_page = web.verb(
    WithdrawForm,
    withdraw,
    _about,
    "Withdraw this referral",
    "Withdraw referral",
    "The referral is withdrawn. The receiving team will be notified of the reason.",
)
close_page = web.verb(
    CloseForm, close, _about, "Close this referral", "Close referral", "The referral is closed."
)
