"""Pages for the unit's hits, and to answer them."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse

from broadhurst.capabilities.deconfliction.commands.acknowledge import (
    AcknowledgeForm,
    acknowledge,
)
from broadhurst.capabilities.deconfliction.commands.record_contact import (
    RecordContactForm,
    record_contact,
)
from broadhurst.capabilities.deconfliction.commands.record_outcome import (
    RecordOutcomeForm,
    record_outcome,
)
from broadhurst.capabilities.deconfliction.forms.acknowledge_hits import AcknowledgeHitsForm
from broadhurst.capabilities.deconfliction.lists.hits import HITS
from broadhurst.capabilities.deconfliction.models import HitSide
from broadhurst.capabilities.deconfliction.queries.answering import alongside
from broadhurst.capabilities.deconfliction.queries.concerning import others_of
from broadhurst.capabilities.deconfliction.queries.hits import (
    ocg_of,
    own_first,
    shared_of,
    side_named,
    sides_by_name,
)
from broadhurst.foundation.doors import web
from broadhurst.foundation.doors.wall import ActingRequest
from broadhurst.foundation.govuk.words import moment
from broadhurst.foundation.lists.bulk_page import ask_for_each
from broadhurst.foundation.lists.page import show

NAMED = 10  # how many of the other entries that a hit covers its page names


def hits(request: ActingRequest) -> HttpResponseBase:
    """List the hits of the reader's unit, or of the units it serves as their desk."""
    return show(request, HITS, "deconfliction/hits.html")


def acknowledge_hits_page(request: ActingRequest) -> HttpResponse:
    """Acknowledge each of the chosen hits."""
    return ask_for_each(
        request,
        AcknowledgeHitsForm,
        acknowledge,
        each_form=AcknowledgeHitsForm,
        rows=sides_by_name(request.actor),
        subject="hit",
        title="Acknowledge hits",
        noun="hit",
        submit="Acknowledge hits",
        back=reverse("deconfliction:hits"),
        after="Contact the other side of each hit, then record when you spoke.",
    )


def hit(request: ActingRequest, ref: str) -> HttpResponse:
    side = _find(request, ref)
    context = {"address": ref, "alongside": len(alongside(side))} | _with_own_entries(side)
    return render(request, "deconfliction/hit.html", context)


def _with_own_entries(side: HitSide) -> dict[str, Any]:
    """Return the context for a side, with its OCG, shared identifiers and own entries."""
    others = others_of(side)[: NAMED + 1]
    return {"hit": side, "ocg": ocg_of(side), "shared": shared_of(side), "others": others}


def _about(request: ActingRequest, ref: str) -> dict[str, Any]:
    """Return the side, with the context of a form page for it."""
    address, side = reverse("deconfliction:hit", args=[ref]), _find(request, ref)
    above = {"above": "deconfliction/_hit.html", "back": address} | _with_own_entries(side)
    return {"hit": side, "go_to": address, "context": above}


def acknowledged(side: HitSide) -> str:
    """Return how many hits were acknowledged, and what to do next."""
    number = f" {1 + len(side.also)} hits" if side.also else ""
    return (
        f"Acknowledged{number}. Contact the other side, then record when you spoke and what you "
        "agreed."
    )


def acknowledge_page(request: ActingRequest, ref: str) -> HttpResponse:
    """Show the form until the hit is acknowledged, then redirect and say who did it."""
    about = _about(request, ref)
    side = about["hit"]
    if request.method == "GET" and side.acknowledged_at:
        who, when = side.acknowledged_by.name, moment(side.acknowledged_at)
        messages.info(request, f"Acknowledged already, by {who} on {when}.")
        return redirect("deconfliction:hit", ref)
    return web.ask(
        request,
        AcknowledgeForm,
        acknowledge,
        title="Acknowledge this hit",
        submit="Acknowledge hit",
        done=acknowledged,
        **about,
    )


record_contact_page = web.verb(
    RecordContactForm,
    record_contact,
    _about,
    title="Record when the two sides spoke",
    submit="Record contact",
    done=lambda side: f"The contact is recorded on your side{_of_each(side)}.",
)
record_outcome_page = web.verb(
    RecordOutcomeForm,
    record_outcome,
    _about,
    title="Record the outcome of this hit",
    submit="Record outcome",
    done=lambda side: f"The outcome is recorded on your side{_of_each(side)}.",
)


def _of_each(side: HitSide) -> str:
    return f" of each of {1 + len(side.also)} hits" if side.also else ""


def _find(request: ActingRequest, ref: str) -> HitSide:
    return web.find(request, own_first(request.actor), **side_named(ref))
