"""The library of tactics."""

from django.http import HttpResponse
from django.shortcuts import render

from broadhurst.capabilities.plans.queries.tactics import (
    by_p,
    library_on,
    tactics_in,
    templates_in,
)
from broadhurst.foundation import clock
from broadhurst.foundation.doors.wall import ActingRequest


def tactics_page(request: ActingRequest) -> HttpResponse:
    """Show the tactics in force by P, each with its source, and the templates."""
    library = library_on(clock.today())
    context = {
        "library": library,
        "by_p": by_p(tactics_in(library)),
        "templates": templates_in(library),
    }
    return render(request, "plans/tactics.html", context)
