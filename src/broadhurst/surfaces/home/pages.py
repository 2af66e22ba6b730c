"""The home page: an officer's tasks, soonest due first, and what their role needs beside them."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from broadhurst.capabilities.deconfliction.queries.ocg_hits import open_hits_ahead
from broadhurst.capabilities.following.queries import follows_of
from broadhurst.foundation.access.prepared_query import sent_ahead
from broadhurst.foundation.agencies.models import Role
from broadhurst.foundation.doors.wall import ActingRequest
from broadhurst.foundation.notices.waiting import Waiting
from broadhurst.surfaces.home import panels
from broadhurst.surfaces.home.queries import by_clock, may_have_tasks
from broadhurst.surfaces.home.tabs import tabbed

FOLLOWED_SHOWN = 10


def home(request: ActingRequest) -> HttpResponse:
    """Show the tasks of this officer in this posting, by tab, soonest due first."""
    actor = request.actor
    with sent_ahead([panels.ask_has(actor), may_have_tasks(actor)]):
        has = panels.has(actor)
        is_occasional = panels.is_occasional(actor, has)
        beside = [] if is_occasional or actor.administers else panels.asks_beside(actor, has)
        with sent_ahead(beside):
            tasks = by_clock(actor)
            tabs = tabbed(tasks, request.GET.get("tab", ""), every="every" in request.GET)
            context: dict[str, Any] = {"tabs": tabs, "has_tasks": bool(tasks)}
            if has.drafted:
                context |= panels.drafts_beside(actor)
            if is_occasional:
                return render(request, "home/occasional.html", context)
            return render(request, "home/home.html", context | _beside(request, tasks, has))


def _beside(request: ActingRequest, tasks: list[Waiting], has: panels.Has) -> dict[str, Any]:
    """Return what a role needs beside its tasks. An administrator sees no record, so nothing."""
    actor = request.actor
    if actor.administers:
        return {}
    since = panels.since_last_visit(request.session)
    has_load = bool(has.owned) or actor.has(Role.COORDINATOR)
    return {
        "matches": open_hits_ahead(has.ocgs),
        "queue": panels.desk_queue(tasks),
        "next_meeting": panels.next_meeting(actor),
        "loads": panels.load_beside(actor, has) if has_load else [],
        "leads_shown": f":{panels.LEADS_SHOWN}",
        "since": since,
        "changed": panels.changed(actor, has, since) if has.followed or has.led else [],
        "follows": follows_of(actor)[:FOLLOWED_SHOWN] if has.followed else [],
    }
