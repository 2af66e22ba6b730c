"""Pages of directions of the NCA."""

from typing import Any

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse

from broadhurst.capabilities.tasking.commands.close_direction import (
    CloseDirectionForm,
    close_direction,
)
from broadhurst.capabilities.tasking.commands.record_direction import (
    RecordDirectionForm,
    record_direction,
)
from broadhurst.capabilities.tasking.lists.bids import DIRECTIONS
from broadhurst.capabilities.tasking.queries.directions import directions
from broadhurst.capabilities.tasking.rules.directing import may_record_any, objections_to_record
from broadhurst.foundation import clock
from broadhurst.foundation.doors import web
from broadhurst.foundation.doors.wall import ActingRequest
from broadhurst.foundation.lists.page import show


def directions_page(request: ActingRequest) -> HttpResponseBase:
    """List the directions that the reader may see."""
    may_record = may_record_any(request.actor, clock.today())
    return show(request, DIRECTIONS, "tasking/directions.html", may_record=may_record)


def direction_page(request: ActingRequest, ref: str) -> HttpResponse:
    """Show a direction: its terms, its grounds and its outcome."""
    direction = web.find(request, directions(), ref=ref)
    may = direction.closed_at is None and not objections_to_record(
        request.actor, direction.recipient
    )
    return render(request, "tasking/direction.html", {"direction": direction, "may_close": may})


def record_direction_page(request: ActingRequest) -> HttpResponse:
    return web.ask(
        request,
        RecordDirectionForm,
        record_direction,
        title="Record a direction of the NCA",
        submit="Record direction",
        go_to=lambda row: reverse("tasking:direction", args=[row.ref]),
        done="The direction is recorded.",
        context={"back": reverse("tasking:directions")},
    )


def _about(request: ActingRequest, ref: str) -> dict[str, Any]:
    direction = web.find(request, directions(), ref=ref)
    href = reverse("tasking:direction", args=[ref])
    context = {"caption": f"{direction.recipient.name}, {direction.ref}", "back": href}
    return {"direction": direction, "go_to": href, "context": context}


close_direction_page = web.verb(
    CloseDirectionForm, close_direction, _about, "Close this direction", "Close direction",
    "The direction is closed.",
)  # fmt: skip
