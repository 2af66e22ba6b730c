"""Where the room begins: what is open, what is ahead, and the last receipts of the unit."""

from django.http import HttpResponse
from django.shortcuts import render

from broadhurst.capabilities.deconfliction.queries import since_confirmed
from broadhurst.capabilities.deconfliction.queries.overview import (
    bulk_checks_under_way,
    events_in_conflict_ahead,
    events_of_the_week,
    last_checks,
    open_sides,
)
from broadhurst.foundation import clock
from broadhurst.foundation.doors.wall import ActingRequest


def overview(request: ActingRequest) -> HttpResponse:
    """Of the reader's own unit alone."""
    unit = request.actor.unit
    hits = list(open_sides(unit))
    late = sum(side.acknowledged_at is None and side.due_at <= clock.now() for side in hits)
    conflicts = events_in_conflict_ahead(unit)
    checks = last_checks(unit)
    since = since_confirmed(checks)
    shown = {
        "open": hits,
        "late": f"{late} past their time" if late else "",
        "ahead": events_of_the_week(unit),
        "conflicts": f"{conflicts} with an open hit" if conflicts else "",
        "under_way": bulk_checks_under_way(unit),
        "checks": [(one, one.answer, len(since[one.ref])) for one in checks],
    }
    return render(request, "deconfliction/overview.html", shown)
