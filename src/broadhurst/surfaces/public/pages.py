"""What anyone may read: published responses."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from broadhurst.foundation.doors.wall import open_to_anyone


@open_to_anyone
def published(request: HttpRequest) -> HttpResponse:
    """Published responses to inspections, newest first."""
    return render(request, "public/published.html", {"responses": []})
