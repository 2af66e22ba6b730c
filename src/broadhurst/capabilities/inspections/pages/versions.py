"""Pages about the versions of a response: the changes of a correction."""

from django.http import HttpResponse
from django.shortcuts import render

from broadhurst.capabilities.inspections.figures.letter import letter_of
from broadhurst.capabilities.inspections.queries.differing import before_of
from broadhurst.capabilities.inspections.queries.responses import responses
from broadhurst.capabilities.inspections.rules.differences import changes
from broadhurst.foundation.doors import web
from broadhurst.foundation.doors.wall import ActingRequest


def changes_page(request: ActingRequest, ref: str) -> HttpResponse:
    """Show the paragraphs that a correction changes, with the words taken out and put in."""
    response = web.find(request, responses().exclude(stage="elsewhere"), ref=ref)
    before = before_of(response)
    differences = [] if before is None else changes(before, letter_of(response))
    context = {"response": response, "changes": differences, "is_first": before is None}
    return render(request, "inspections/changes.html", context)
