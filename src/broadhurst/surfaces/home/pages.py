"""Pages of an officer's tasks, soonest due first, and their notifications."""

from datetime import timedelta

from django.http import HttpResponse
from django.shortcuts import redirect, render

from broadhurst.capabilities.deconfliction.queries.ocg_hits import open_hits_ahead
from broadhurst.foundation import clock
from broadhurst.foundation.doors.paging import page_by_key
from broadhurst.foundation.doors.wall import ActingRequest
from broadhurst.foundation.notices.commands import mark_read
from broadhurst.foundation.notices.queries import notices_of
from broadhurst.foundation.notices.words import words
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


def notices(request: ActingRequest) -> HttpResponse:
    """Show the notifications of this officer and of the unit they act in.

    A POST marks them as read.
    """
    if request.method == "POST":
        mark_read(actor=request.actor)
        return redirect("home:notices")
    page = page_by_key(notices_of(request.actor), request.GET, by="-event_id")
    notifications = [(notification, words(notification.event)) for notification in page.rows]
    return render(request, "home/notices.html", {"page": page, "notices": notifications})
