"""The page of one OCG, composed from every room's queries."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from broadhurst.capabilities.deconfliction.queries import on_ocg as deconfliction_on
from broadhurst.capabilities.liaison.queries import on_ocg as liaison_on
from broadhurst.capabilities.plans.queries import on_ocg as plans_on
from broadhurst.capabilities.register.models import Ocg
from broadhurst.capabilities.register.queries import current_assessment, history, standing
from broadhurst.capabilities.safeguarding.queries import on_ocg as safeguarding_on
from broadhurst.capabilities.tasking.queries import on_ocg as tasking_on
from broadhurst.capabilities.transfers.queries import on_ocg as transfers_on
from broadhurst.foundation.doors import web
from broadhurst.foundation.doors.paging import page_by_key
from broadhurst.foundation.doors.wall import ActingRequest
from broadhurst.foundation.notices.words import words
from broadhurst.surfaces.dossier.queries import events_of, identity, sights_of

PARTS = (
    ("Overview", "ocg"),
    ("People", "ocg_people"),
    ("Plan", "ocg_plan"),
    ("Tasking", "ocg_tasking"),
    ("Liaison", "ocg_liaison"),
    ("Deconfliction", "ocg_deconfliction"),
    ("Safeguarding", "ocg_safeguarding"),
    ("Handover", "ocg_handover"),
    ("Timeline", "ocg_timeline"),
    ("Who can see", "ocg_who_can_see"),
)


def overview(request: ActingRequest, ref: str) -> HttpResponse:
    ocg = _found(request, ref)
    events = [(event, words(event)) for event in events_of(ocg)[:5]]
    spans = [
        {"label": span.unit.name, "since": span.from_at, "until": span.until_at}
        for span in history(ocg)
    ]
    shown = {"events": events, "spans": spans, "assessment": current_assessment(ocg)}
    return _part(request, ocg, "ocg", shown)


def people(request: ActingRequest, ref: str) -> HttpResponse:
    ocg = _found(request, ref)
    shown = {
        "members": ocg.memberships.select_related("person"),
        "identifiers": ocg.identifiers.select_related("person"),
    }
    return _part(request, ocg, "ocg_people", shown)


def plan(request: ActingRequest, ref: str) -> HttpResponse:
    ocg = _found(request, ref)
    return _part(request, ocg, "ocg_plan", plans_on(ocg, request.actor))


def tasking(request: ActingRequest, ref: str) -> HttpResponse:
    ocg = _found(request, ref)
    return _part(request, ocg, "ocg_tasking", tasking_on(ocg, request.actor))


def liaison(request: ActingRequest, ref: str) -> HttpResponse:
    ocg = _found(request, ref)
    return _part(request, ocg, "ocg_liaison", liaison_on(ocg, request.actor))


def deconfliction(request: ActingRequest, ref: str) -> HttpResponse:
    ocg = _found(request, ref)
    return _part(request, ocg, "ocg_deconfliction", deconfliction_on(ocg, request.actor))


def safeguarding(request: ActingRequest, ref: str) -> HttpResponse:
    ocg = _found(request, ref)
    return _part(request, ocg, "ocg_safeguarding", safeguarding_on(ocg, request.actor))


def handover(request: ActingRequest, ref: str) -> HttpResponse:
    ocg = _found(request, ref)
    return _part(request, ocg, "ocg_handover", transfers_on(ocg, request.actor))


def timeline(request: ActingRequest, ref: str) -> HttpResponse:
    ocg = _found(request, ref)
    page = page_by_key(events_of(ocg), request.GET, by="-at")
    events = [(event, words(event)) for event in page.rows]
    return _part(request, ocg, "ocg_timeline", {"page": page, "events": events})


def who_can_see(request: ActingRequest, ref: str) -> HttpResponse:
    ocg = _found(request, ref)
    return _part(request, ocg, "ocg_who_can_see", {"sights": sights_of(ocg)})


def _found(request: ActingRequest, ref: str) -> Ocg:
    return web.find(request, Ocg.objects.select_related("dossier"), ref=ref)


def _part(request: ActingRequest, ocg: Ocg, name: str, shown: dict[str, Any]) -> HttpResponse:
    now = standing(ocg)
    items = [
        {"text": text, "href": reverse(part, args=[ocg.ref]), "active": part == name}
        for text, part in PARTS
    ]
    shown |= {
        "ocg": ocg,
        "identity": identity(ocg, now, current_assessment(ocg)),
        "standing": now,
        "parts": now.parts_of(request.actor),
        "items": items,
        "title": next(text for text, part in PARTS if part == name),
    }
    return render(request, f"dossier/{name}.html", shown)
