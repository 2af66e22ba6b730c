"""The calendar: planned events of the unit, warrants in requests, and meetings of boards."""

from datetime import timedelta

from django.http import HttpResponse
from django.shortcuts import render

from broadhurst.capabilities.deconfliction.models import Event
from broadhurst.capabilities.liaison.queries.warrants import PlannedWarrant, planned_warrants
from broadhurst.capabilities.meetings.queries.agendas import PlannedMeeting, planned_meetings_of
from broadhurst.capabilities.planned_events.map import drawn
from broadhurst.capabilities.planned_events.queries.events import events_between, events_in_conflict
from broadhurst.capabilities.planned_events.rules.events import objections_to_planning
from broadhurst.foundation import clock
from broadhurst.foundation.doors.wall import ActingRequest
from broadhurst.surfaces.calendar.month import agenda, month_of, weeks


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
    shown: list[Event | PlannedWarrant | PlannedMeeting] = [*rows, *warrants, *meetings]
    month = weeks(first, last, sorted(shown, key=lambda event: event.starts_at))
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
