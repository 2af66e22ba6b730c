"""The home page: an officer's tasks, soonest due first."""

from datetime import timedelta

from django.http import HttpResponse
from django.shortcuts import render

from broadhurst.capabilities.deconfliction.queries.ocg_hits import open_hits_ahead
from broadhurst.foundation import clock
from broadhurst.foundation.doors.wall import ActingRequest
from broadhurst.surfaces.home.queries import by_clock


def home(request: ActingRequest) -> HttpResponse:
    """Show the tasks of this officer in this posting, soonest due first."""
    waiting = by_clock(request.actor)
    week_end = clock.today() + timedelta(days=7)
    due_days = [task.due_on for task in waiting if task.due_on and not task.is_overdue]
    context = {
        "waiting": waiting,
        "matches": open_hits_ahead(request.actor),
        "overdue": sum(task.is_overdue for task in waiting),
        "this_week": sum(day <= week_end for day in due_days),
    }
    return render(request, "home/home.html", context)
