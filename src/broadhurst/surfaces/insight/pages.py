"""Figures, each with the records behind it."""

from django.http import HttpResponse
from django.shortcuts import render

from broadhurst.foundation.doors.wall import ActingRequest


def insight(request: ActingRequest) -> HttpResponse:
    """The figures of every room, as of a day."""
    return render(request, "insight/insight.html", {"figures": []})
