"""Pages of one planned event, and of its commands."""

from typing import Any

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse

from broadhurst.capabilities.deconfliction.models import Check, Event
from broadhurst.capabilities.planned_events.commands.cancel import CancelEventForm, cancel_event
from broadhurst.capabilities.planned_events.commands.change import ChangeEventForm, change_event
from broadhurst.capabilities.planned_events.commands.complete import (
    CompleteEventForm,
    complete_event,
)
from broadhurst.capabilities.planned_events.commands.go_live import GoLiveForm, go_live
from broadhurst.capabilities.planned_events.commands.plan import PlanEventForm, plan_event
from broadhurst.capabilities.planned_events.forms.on_map import EventMapForm
from broadhurst.capabilities.planned_events.lists import EVENTS
from broadhurst.capabilities.planned_events.map import drawn, map_data
from broadhurst.capabilities.planned_events.queries.events import events, hits_on, open_hits_of
from broadhurst.capabilities.planned_events.queries.near import events_near, events_on_map
from broadhurst.capabilities.planned_events.queries.places import place_of
from broadhurst.capabilities.planned_events.rules.events import objections_to_planning
from broadhurst.foundation.doors import web
from broadhurst.foundation.doors.may_open import refused_by_role
from broadhurst.foundation.doors.wall import ActingRequest
from broadhurst.foundation.geography.grid import to_grid
from broadhurst.foundation.geography.sphere import Point, is_crossed
from broadhurst.foundation.lists.page import show

MOVING = (
    "If you change the place or time, it is checked again. Units whose events were in conflict "
    "with it are told that it changed, and nothing else."
)


def events_page(request: ActingRequest) -> HttpResponseBase:
    """List the events of the unit, with tabs, a filter and an order."""
    may_plan = not objections_to_planning(request.actor.roles)
    return show(request, EVENTS, "planned_events/list.html", may_plan=may_plan)


def map_page(request: ActingRequest) -> HttpResponse:
    """Show the events of the unit on a map and in a table, by kind and day, and near a place."""
    form = EventMapForm(request.GET, label_suffix="")
    chosen = form.cleaned_data if form.is_valid() else {}
    near, within_m = chosen.pop("near", None), 1_000 * chosen.pop("within_km", 0)
    rows = [] if form.errors else events_on_map(**chosen)
    near_events = events_near(rows, near, within_m) if near else []
    events = [near_event.event for near_event in near_events] if near else rows
    context = {
        "form": form,
        "near": near,
        "within_km": within_m // 1_000,
        "found": near_events,
        "events": events,
        "is_chosen": near or any(chosen.values()),
        "map": drawn(events, near, within_m),
        "data": map_data(events, near, within_m) if events else None,
        "may_plan": not objections_to_planning(request.actor.roles),
    }
    return render(request, "planned_events/map.html", context, status=422 if form.errors else 200)


def event_page(request: ActingRequest, ref: str) -> HttpResponse:
    event = _find(request, ref)
    reference = to_grid(Point(event.latitude, event.longitude)).reference
    hits = list(hits_on(event))
    context = {
        "event": event,
        "hits": hits,
        "is_over": all(side.other_cancelled_at for side in hits),
        "reference": reference,
        "map": drawn([event]),
        "is_crossed": bool(event.polygon) and is_crossed(place_of(event)),
    }
    return render(request, "planned_events/event.html", context)


@refused_by_role(
    objections_to_planning,
    title="Plan an event",
    back="overview:deconfliction",
    link_text="Deconfliction for your unit",
)
def plan_page(request: ActingRequest) -> HttpResponse:
    return web.ask(
        request,
        PlanEventForm,
        plan_event,
        title="Plan an event",
        submit="Plan and check",
        go_to=lambda made: reverse("planned_events:event", args=[made.matter]),
        done=in_words,
        context={
            "intro": "The event is checked at once. If another unit has an event at that place "
            "and time, we tell you both who to contact, and nothing else.",
            "back": reverse("calendar:events"),
        },
    )


def change_page(request: ActingRequest, ref: str) -> HttpResponse:
    return _ask(
        request, ref, ChangeEventForm, change_event, "Change this event", "Change and check again",
        in_words, hits=True, intro=MOVING,
    )  # fmt: skip


def go_live_page(request: ActingRequest, ref: str) -> HttpResponse:
    return _ask(
        request, ref, GoLiveForm, go_live, "Start this event", "Go live", "The event is live.",
        hits=True,
    )  # fmt: skip


def complete_page(request: ActingRequest, ref: str) -> HttpResponse:
    return _ask(
        request, ref, CompleteEventForm, complete_event, "Complete this event", "Complete",
        "The event is done.", hits=True,
    )  # fmt: skip


def cancel_page(request: ActingRequest, ref: str) -> HttpResponse:
    return _ask(
        request, ref, CancelEventForm, cancel_event, "Cancel this event", "Cancel the event",
        "The event is cancelled.", hits=True,
    )  # fmt: skip


def in_words(check: Check) -> str:
    """Return the answer to an event, always with its limits."""
    return f"Receipt {check.ref}: {check.answer}. {check.caveat}"


def _ask(
    request: ActingRequest,
    ref: str,
    form: Any,
    command: Any,
    title: str,
    submit: str,
    done: Any,
    *,
    hits: bool = False,
    intro: str = "",
) -> HttpResponse:
    event = _find(request, ref)
    here = reverse("planned_events:event", args=[ref])
    context: dict[str, Any] = {"back": here, "intro": intro}
    if hits and (still_open := list(open_hits_of(event))):
        context |= {"above": "planned_events/_open_hits.html", "hits": still_open}
    return web.ask(
        request, form, command, title=title, submit=submit, go_to=here, done=done, context=context,
        event=event,
    )  # fmt: skip


def _find(request: ActingRequest, ref: str) -> Event:
    return web.find(request, events(), ref=ref)
