"""Overview page: the unit's open hits, upcoming events and last checks."""

from django.http import HttpResponse
from django.shortcuts import render

from broadhurst.capabilities.bulk_checks.queries.overview import bulk_checks_under_way
from broadhurst.capabilities.bulk_checks.rules import objections_to_tables
from broadhurst.capabilities.deconfliction.models import Kind
from broadhurst.capabilities.deconfliction.queries.checks import since_confirmed
from broadhurst.capabilities.deconfliction.queries.hits import add_ocg_names, to_review
from broadhurst.capabilities.deconfliction.queries.on_duty import served_by
from broadhurst.capabilities.planned_events.rules.events import objections_to_planning
from broadhurst.foundation import clock
from broadhurst.foundation.doors.wall import ActingRequest
from broadhurst.surfaces.overview.queries import (
    SHOWN,
    events_in_conflict_ahead,
    events_of_the_week,
    last_checks,
    open_sides,
)


def overview(request: ActingRequest) -> HttpResponse:
    """Show the hits of the reader's own unit and, for a desk, of the units it serves."""
    unit = request.actor.unit
    hits, is_desk = open_sides(unit), unit.kind == unit.Kind.DESK
    late = hits.filter(acknowledged_at=None, due_at__lte=clock.now()).count()
    conflicts = events_in_conflict_ahead(unit)
    checks = last_checks(unit)
    since, shown_hits = since_confirmed(checks), list(hits[:SHOWN])
    add_ocg_names(shown_hits)
    context = {
        "open": shown_hits,
        "open_count": hits.count(),
        "is_desk": is_desk,
        "serves": served_by(unit).count() if is_desk else 0,
        "event_hits": hits.filter(hit__kind=Kind.EVENT).count() if is_desk else 0,
        "to_review": to_review().count() if is_desk else 0,
        "late": f"{late} overdue" if late else "",
        "ahead": events_of_the_week(unit),
        "conflicts": f"{conflicts} with an open hit" if conflicts else "",
        "under_way": bulk_checks_under_way(unit),
        "may_send": not objections_to_tables(request.actor.roles),
        "may_plan": not objections_to_planning(request.actor.roles),
        "checks": [(check, check.answer, len(since[check.ref])) for check in checks],
    }
    return render(request, "overview/overview.html", context)
