"""The page of one OCG, composed from every room's queries."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from broadhurst.capabilities.register.models import Ocg
from broadhurst.capabilities.register.queries import current_assessment, standing
from broadhurst.foundation.doors import web
from broadhurst.foundation.doors.wall import ActingRequest

PARTS = (
    ("Overview", "ocg"),
    ("People", "ocg_people"),
    ("Plan", "ocg_plan"),
    ("Timeline", "ocg_timeline"),
    ("Tasking", "ocg_tasking"),
    ("Liaison", "ocg_liaison"),
    ("Deconfliction", "ocg_deconfliction"),
    ("Safeguarding", "ocg_safeguarding"),
    ("Handover", "ocg_handover"),
    ("Who can see", "ocg_who_can_see"),
)


def overview(request: ActingRequest, ref: str) -> HttpResponse:
    return _part(request, ref, "ocg", lambda ocg: {})


def _part(request: ActingRequest, ref: str, name: str, more: Any) -> HttpResponse:
    ocg = web.find(request, Ocg.objects.select_related("dossier"), ref=ref)
    now = standing(ocg)
    shown = {
        "ocg": ocg,
        "standing": now,
        "parts": now.parts_of(request.actor),
        "assessment": current_assessment(ocg),
        "items": [
            {"text": text, "href": reverse(part, args=[ref]), "active": part == name}
            for text, part in PARTS
        ],
        **more(ocg),
    }
    return render(request, f"dossier/{name}.html", shown)


def _later(name: str) -> Any:
    return lambda request, ref: _part(request, ref, name, lambda ocg: {})


people = plan = timeline = tasking = liaison = deconfliction = safeguarding = handover = who_can_see = overview
