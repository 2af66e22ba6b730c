"""Calendars: planned events with warrants and meetings, and the actions of the unit."""

from datetime import timedelta

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse

from broadhurst.capabilities.deconfliction.models import Event
from broadhurst.capabilities.liaison.queries.warrants import PlannedWarrant, planned_warrants
from broadhurst.capabilities.meetings.queries.agendas import PlannedMeeting, planned_meetings_of
from broadhurst.capabilities.planned_events.map import drawn
from broadhurst.capabilities.planned_events.queries.events import events_between, events_in_conflict
from broadhurst.capabilities.planned_events.rules.events import objections_to_planning
from broadhurst.capabilities.plans.lists import UNIT_ACTIONS, due_between
from broadhurst.foundation import clock
from broadhurst.foundation.doors.wall import ActingRequest
from broadhurst.foundation.lists.page import show
from broadhurst.surfaces.calendar.month import DueAction, agenda, month_of, weeks


def events_page(request: ActingRequest) -> HttpResponse:
    """Show a month of the unit's events, with those that have an open hit at the top."""
    first, last = month_of(request.GET.get("month", ""), clock.today())
    since, until = clock.midnight(first), clock.end_of(last)
    rows = list(events_between(since, until))
    warrants = [
        warrant
        for warrant in planned_warrants()
        if warrant.starts_at < until and warrant.ends_at > since
    ]
    meetings = planned_meetings_of(request.actor, since, until)
    entries: list[Event | PlannedWarrant | PlannedMeeting] = [*rows, *warrants, *meetings]
    month = weeks(first, last, sorted(entries, key=lambda event: event.starts_at))
    context = {
        "events": rows,
        "warrants": warrants,
        "conflicts": events_in_conflict(),
        "weeks": month,
        "agenda": agenda(month),
        "map": drawn(rows),
        "month": first,
        "before": first - timedelta(days=1),
        "after": last + timedelta(days=1),
        "may_plan": not objections_to_planning(request.actor.roles),
    }
    return render(request, "calendar/events.html", context)


def unit_actions_page(request: ActingRequest) -> HttpResponseBase:
    """Show the actions of the reader's unit in all plans: a month by due date, and the list."""
    first, last = month_of(request.GET.get("month", ""), clock.today())
    due = [
        DueAction(entry.ref, entry.title, reverse("plans:action", args=[entry.ref]), entry.due_on)
        for entry in due_between(request.actor, first, last)
    ]
    month = weeks(first, last, due)
    return show(
        request,
        UNIT_ACTIONS,
        "calendar/unit_actions.html",
        weeks=month,
        agenda=agenda(month),
        month=first,
        before=first - timedelta(days=1),
        after=last + timedelta(days=1),
        entries="Actions due",
        due=due,
    )
