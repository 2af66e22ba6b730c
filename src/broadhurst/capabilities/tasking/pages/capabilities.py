"""Pages of capabilities: the catalogue, and the booking calendar of one."""

from datetime import date, timedelta
from typing import Any

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse

from broadhurst.capabilities.tasking.commands.bring_back import BringBackForm, bring_back
from broadhurst.capabilities.tasking.commands.mark_away import MarkAwayForm, mark_away
from broadhurst.capabilities.tasking.commands.open_capability import (
    OpenCapabilityForm,
    open_capability,
)
from broadhurst.capabilities.tasking.lists.boards import CAPABILITIES
from broadhurst.capabilities.tasking.models import Booking, Capability
from broadhurst.capabilities.tasking.queries.boards import bookings_ahead, capabilities
from broadhurst.capabilities.tasking.queries.days_taken import days_by_capability
from broadhurst.capabilities.tasking.rules.supplying import (
    objections_to_list_any,
    objections_to_manage,
)
from broadhurst.foundation import clock
from broadhurst.foundation.chart import Span, TimelineChart, TimelineRow
from broadhurst.foundation.doors import web
from broadhurst.foundation.doors.wall import ActingRequest
from broadhurst.foundation.govuk.words import day, london_day
from broadhurst.foundation.lists.page import show

A_YEAR = timedelta(days=365)
BACK, AHEAD = timedelta(days=28), timedelta(days=84)


def capabilities_page(request: ActingRequest) -> HttpResponseBase:
    """Show the capabilities, how many teams are taken, and how long access took."""
    days = days_by_capability(clock.today() - A_YEAR, clock.today())
    return show(
        request,
        CAPABILITIES,
        "tasking/capabilities.html",
        days=days,
        may_list=not objections_to_list_any(request.actor.roles),
    )


def open_capability_page(request: ActingRequest) -> HttpResponse:
    """List a capability, also one of a force, or change its details."""
    return web.ask(
        request,
        OpenCapabilityForm,
        open_capability,
        title="List a capability",
        submit="List capability",
        go_to=lambda row: reverse("tasking:capability", args=[row.ref]),
        done=lambda row: f"{row.name} is in the catalogue.",
        context={
            "back": reverse("tasking:capabilities"),
            "intro": "A force can list its own. The same code again changes the details.",
        },
    )


def capability_page(request: ActingRequest, ref: str) -> HttpResponse:
    """Show the booking calendar of a capability: its teams, and when each is taken."""
    capability = web.find(request, capabilities(clock.now()), code=ref)
    today = clock.today()
    bookings = bookings_ahead(capability, clock.midnight(today - BACK), clock.end_of(today + AHEAD))
    context = {
        "capability": capability,
        "calendar": _calendar(capability, bookings, today),
        "away": [row for row in bookings if row.away_because],
        "may_manage": not objections_to_manage(request.actor, capability),
    }
    return render(request, "tasking/capability.html", context)


def _calendar(capability: Capability, bookings: list[Booking], today: date) -> TimelineChart:
    teams = range(1, max([capability.capacity, *(row.team for row in bookings)]) + 1)
    return TimelineChart(
        name="bookings",
        title="Booking calendar",
        note=f"{capability.name}, from {day(today - BACK)} to {day(today + AHEAD)}. It does not "
        "say who has a team.",
        heading="Team",
        timeline=[
            TimelineRow(f"Team {team}", [_span(row) for row in bookings if row.team == team])
            for team in teams
        ],
        as_of=today,
        window=(today - BACK, today + AHEAD),
    )


def _span(row: Booking) -> Span:
    last = london_day(row.until_at - timedelta(seconds=1))
    first = min(london_day(row.from_at), last)
    return Span("Not available" if row.away_because else "Allocated", first, last)


def _about(request: ActingRequest, ref: str) -> dict[str, Any]:
    capability = web.find(request, capabilities(clock.now()), code=ref)
    href = reverse("tasking:capability", args=[ref])
    context = {"caption": str(capability), "back": href}
    return {"capability": capability, "go_to": href, "context": context}


mark_away_page = web.verb(
    MarkAwayForm, mark_away, _about, "Mark a team as not available", "Mark team as not available",
    "The team is not available in these days.",
)  # fmt: skip
bring_back_page = web.verb(
    BringBackForm, bring_back, _about, "Make a team available again", "Make team available",
    "The team is available again.",
)  # fmt: skip
