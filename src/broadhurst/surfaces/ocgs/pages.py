"""The list of OCGs. It shows which have an open hit."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render

from broadhurst.capabilities.register.models import Ocg, ThreatType
from broadhurst.capabilities.register.queries.leadership import led_by
from broadhurst.capabilities.register.queries.ocgs import listed
from broadhurst.capabilities.register.rules.registering import objections_to_register_here
from broadhurst.foundation.agencies.models import Agency
from broadhurst.foundation.doors.paging import page_by_key
from broadhurst.foundation.doors.wall import ActingRequest
from broadhurst.surfaces.ocgs.queries import count_open_hits


def ocgs(request: ActingRequest) -> HttpResponse:
    """List the OCGs that match the filters in the query string."""
    page = page_by_key(_filtered(request), request.GET, by="-registered_at")
    count_open_hits(page.rows)
    context = {
        "page": page,
        "threat_types": ThreatType.choices,
        "agencies": Agency.objects.filter(
            kind__in=("police_force", "rocu"), units__isnull=False
        ).distinct(),
        "states": Ocg.State.choices,
        "may_register": not objections_to_register_here(request.actor),
        "chosen": request.GET,
    }
    return render(request, "ocgs/ocgs.html", context)


def _filtered(request: ActingRequest) -> QuerySet[Any]:
    requested = request.GET.get("state", "")
    state = requested if requested in Ocg.State.values else Ocg.State.ACTIVE.value
    rows = listed().filter(state=state)
    if words := request.GET.get("q", "").strip():
        rows = rows.filter(name__icontains=words) | rows.filter(ref__iexact=words)
    if threat := request.GET.get("threat"):
        rows = rows.filter(threat_types__contains=[threat])
    if owner := request.GET.get("owner"):
        rows = rows.filter(ownerships__until_at=None, ownerships__agency__key=owner)
    if request.GET.get("mine"):
        rows = rows.filter(pk__in=led_by(request.actor.officer, state=state))
    return rows
