"""The library of tactics."""

from django.http import HttpResponse
from django.shortcuts import render

from broadhurst.capabilities.plans.queries.policies import latest_library
from broadhurst.capabilities.plans.queries.tactics import (
    by_p,
    library_on,
    tactics_in,
    templates_in,
)
from broadhurst.capabilities.plans.rules.policies import objections_to_set
from broadhurst.foundation import clock
from broadhurst.foundation.doors.wall import ActingRequest


def tactics_page(request: ActingRequest) -> HttpResponse:
    """Show the tactics in force by P, each with its source, and the templates."""
    library = library_on(clock.today())
    latest, may_set = latest_library(), not objections_to_set(request.actor.roles)
    context = {
        "library": library,
        "planned": latest if latest.from_on > clock.today() else None,
        "may_set": may_set,
        "changeable": {row["key"] for row in latest.tactics} if may_set else set(),
        "by_p": by_p(tactics_in(library)),
        "templates": templates_in(library),
    }
    return render(request, "plans/tactics.html", context)
