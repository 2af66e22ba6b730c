"""The calendar: the unit's planned events, and the warrants of requests that the reader sees."""

from datetime import timedelta

from django.http import HttpResponse
from django.shortcuts import render

from broadhurst.capabilities.liaison.queries.warrants import planned_warrants
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
    month = weeks(first, last, sorted([*rows, *warrants], key=lambda event: event.starts_at))
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
