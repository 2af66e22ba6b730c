"""Pages of correspondence: what was sent and received about a response."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from broadhurst.capabilities.correspondence import rules
from broadhurst.capabilities.correspondence.commands import (
    correct_correspondence,
    record_correspondence,
    withdraw_correspondence,
)
from broadhurst.capabilities.correspondence.queries import items, items_of
from broadhurst.capabilities.inspections.queries.responses import responses
from broadhurst.foundation.doors import web
from broadhurst.foundation.doors.wall import ActingRequest


def correspondence_page(request: ActingRequest, ref: str) -> HttpResponse:
    """List the correspondence about a response, in every version."""
    response = web.find(request, responses(), ref=ref)
    context = {
        "response": response,
        "items": items_of(response),
        "may_record": not rules.objections_to_record(request.actor, response),
    }
    return render(request, "correspondence/correspondence.html", context)


def _about_response(request: ActingRequest, ref: str) -> dict[str, Any]:
    response = web.find(request, responses(), ref=ref)
    caption = f"{response.body.short_name} for {response.force.short_name}, {response.report.title}"
    return {"response": response, **_back(ref, caption)}


def _about_item(request: ActingRequest, ref: str) -> dict[str, Any]:
    item = web.find(request, items(), ref=ref)
    return {"item": item, **_back(item.response.ref, item.caption)}


def _back(ref: str, caption: str) -> dict[str, Any]:
    back = reverse("correspondence:correspondence", args=[ref])
    return {"go_to": back, "context": {"back": back, "caption": caption}}


record_page = web.verb(
    record_correspondence.RecordCorrespondenceForm, record_correspondence.record_correspondence,
    _about_response, "Record correspondence", "Record correspondence", "It is recorded.",
)  # fmt: skip
correct_page = web.verb(
    correct_correspondence.CorrectCorrespondenceForm,
    correct_correspondence.correct_correspondence,
    _about_item, "Correct this correspondence", "Save correction", "The correction is saved.",
)  # fmt: skip
withdraw_page = web.verb(
    withdraw_correspondence.WithdrawCorrespondenceForm,
    withdraw_correspondence.withdraw_correspondence,
    _about_item, "Withdraw this correspondence", "Withdraw correspondence", "It is withdrawn.",
)  # fmt: skip
