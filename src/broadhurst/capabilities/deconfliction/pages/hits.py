"""Hits of one's own unit, and how they are answered."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from broadhurst.capabilities.deconfliction.commands.acknowledge import (
    AcknowledgeForm,
    acknowledge,
)
from broadhurst.capabilities.deconfliction.commands.record_outcome import (
    RecordOutcomeForm,
    record_outcome,
)
from broadhurst.capabilities.deconfliction.models import HitSide
from broadhurst.capabilities.deconfliction.queries import sides
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


def _found(request: ActingRequest, ref: str) -> HitSide:
    return web.find(request, sides(), hit__ref=ref)
