"""Pages for the unit's planned events: calendar, map, table and commands."""

from datetime import timedelta
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from broadhurst.capabilities.deconfliction.commands.cancel_event import (
    CancelEventForm,
    cancel_event,
)
from broadhurst.capabilities.deconfliction.commands.change_event import (
    ChangeEventForm,
    change_event,
)
from broadhurst.capabilities.deconfliction.commands.complete_event import (
    CompleteEventForm,
    complete_event,
)
from broadhurst.capabilities.deconfliction.commands.go_live import GoLiveForm, go_live
from broadhurst.capabilities.deconfliction.commands.plan_event import PlanEventForm, plan_event
from broadhurst.capabilities.deconfliction.meeting import place_of
from broadhurst.capabilities.deconfliction.models import Check, Event
from broadhurst.capabilities.deconfliction.pages.calendar import agenda, month_of, weeks
from broadhurst.capabilities.deconfliction.pages.doors import for_whoever_may
from broadhurst.capabilities.deconfliction.pages.map import drawn
from broadhurst.capabilities.deconfliction.queries.events import (
    events,
    events_between,
    events_in_conflict,
    hits_on,
    known_events,
    open_hits_of,
)
from broadhurst.foundation import clock
from broadhurst.foundation.doors import web
from broadhurst.foundation.doors.wall import ActingRequest
from broadhurst.foundation.geography.grid import to_grid
from broadhurst.foundation.geography.sphere import Point, is_crossed

MOVING = (
    "If you change the place or time, it is checked again. Units whose events were in conflict "
    "with it are told that it changed, and nothing else."
)


def events_page(request: ActingRequest) -> HttpResponse:
    """Show a month of the unit's events, with those that have an open hit at the top."""
    first, last = month_of(request.GET.get("month", ""), clock.today())
    since, until = clock.midnight(first), clock.end_of(last)
    rows = list(events_between(since, until))
    known = [event for event in known_events() if event.starts_at < until and event.ends_at > since]
    month = weeks(first, last, sorted([*rows, *known], key=lambda event: event.starts_at))
    context = {
        "events": rows,
        "known": known,
        "conflicts": events_in_conflict(),
        "weeks": month,
        "agenda": agenda(month),
        "map": drawn(rows),
        "month": first,
        "before": first - timedelta(days=1),
        "after": last + timedelta(days=1),
    }
    return render(request, "deconfliction/events.html", context)


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
        "is_crossed": bool(event.polygon)
        and is_crossed(place_of(event.latitude, event.longitude, event.radius_m, event.polygon)),
    }
    return render(request, "deconfliction/event.html", context)


@for_whoever_may("plan_event", "Plan an event")
def plan_event_page(request: ActingRequest) -> HttpResponse:
    return web.ask(
        request,
        PlanEventForm,
        plan_event,
        title="Plan an event",
        submit="Plan and check",
        go_to=lambda made: reverse("event", args=[made.matter]),
        done=in_words,
        context={
            "intro": "The event is checked at once. If another unit has an event at that place "
            "and time, we tell you both who to contact, and nothing else.",
            "back": reverse("events"),
        },
    )


def change_event_page(request: ActingRequest, ref: str) -> HttpResponse:
    return _ask(
        request, ref, ChangeEventForm, change_event, "Change this event", "Change and check again",
        in_words, hits=True, intro=MOVING,
    )  # fmt: skip


def go_live_page(request: ActingRequest, ref: str) -> HttpResponse:
    return _ask(
        request, ref, GoLiveForm, go_live, "Start this event", "Go live", "The event is live.",
        hits=True,
    )  # fmt: skip


def complete_event_page(request: ActingRequest, ref: str) -> HttpResponse:
    return _ask(
        request, ref, CompleteEventForm, complete_event, "Complete this event", "Complete",
        "The event is done.", hits=True,
    )  # fmt: skip


def cancel_event_page(request: ActingRequest, ref: str) -> HttpResponse:
    return _ask(
        request, ref, CancelEventForm, cancel_event, "Cancel this event", "Cancel the event",
        "The event is cancelled.", hits=True,
    )  # fmt: skip


def in_words(made: Check) -> str:
    """Return the answer to an event, always with its limits."""
    return f"Receipt {made.ref}: {made.answer}. {made.caveat}"


def _ask(
    request: ActingRequest,
    ref: str,
    form: Any,
    then: Any,
    title: str,
    submit: str,
    done: Any,
    *,
    hits: bool = False,
    intro: str = "",
) -> HttpResponse:
    event = _find(request, ref)
    here = reverse("event", args=[ref])
    context: dict[str, Any] = {"caption": str(event), "back": here, "intro": intro}
    if hits and (still_open := list(open_hits_of(event))):
        context |= {"above": "deconfliction/_open_hits.html", "hits": still_open}
    return web.ask(
        request, form, then, title=title, submit=submit, go_to=here, done=done, context=context,
        event=event,
    )  # fmt: skip


def _find(request: ActingRequest, ref: str) -> Event:
    return web.find(request, events(), ref=ref)
