"""Your tasks, soonest due first, and your notifications."""

from datetime import timedelta

from django.http import HttpResponse
from django.shortcuts import redirect, render

from broadhurst.capabilities.deconfliction.queries import open_hits_ahead
from broadhurst.foundation import clock
from broadhurst.foundation.doors.paging import page_by_key
from broadhurst.foundation.doors.wall import ActingRequest
from broadhurst.foundation.notices.commands import mark_read
from broadhurst.foundation.notices.queries import notices_of
from broadhurst.foundation.notices.words import words
from broadhurst.surfaces.home.queries import by_clock


def home(request: ActingRequest) -> HttpResponse:
    """The tasks of this officer in this posting, soonest due first."""
    waiting = by_clock(request.actor)
    last = clock.today() + timedelta(days=7)
    ahead = [one.due_on for one in waiting if one.due_on and not one.is_overdue]
    shown = {
        "waiting": waiting,
        "matches": open_hits_ahead(request.actor),
        "overdue": sum(one.is_overdue for one in waiting),
        "this_week": sum(day <= last for day in ahead),
    }
    return render(request, "home/home.html", shown)


def notices(request: ActingRequest) -> HttpResponse:
    """The notifications of this officer and of the unit they act in."""
    if request.method == "POST":
        mark_read(actor=request.actor)
        return redirect("notices")
    page = page_by_key(notices_of(request.actor), request.GET, by="-event_id")
    shown = [(told, words(told.event)) for told in page.rows]
    return render(request, "home/notices.html", {"page": page, "notices": shown})
