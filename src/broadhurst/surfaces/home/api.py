"""API endpoints for an officer's tasks and notifications."""

from django.http import HttpResponse
from ninja import Router

from broadhurst.capabilities.deconfliction.queries import open_hits_ahead
from broadhurst.foundation.audit.models import Notification
from broadhurst.foundation.doors import api
from broadhurst.foundation.doors.wall import ActingRequest
from broadhurst.foundation.notices.queries import notices_of
from broadhurst.foundation.notices.words import words
from broadhurst.surfaces.home.queries import by_clock

router = Router(tags=["home"])


@router.get("/waiting", summary="Your tasks, most urgent first, and open matches on your OCGs")
def waiting(request: ActingRequest) -> HttpResponse:
    items = [
        {
            "what": task.what,
            "about": task.about,
            "ref": task.ref,
            "href": task.href,
            "due_on": task.due_on,
            "due_at": task.due_at,
        }
        for task in by_clock(request.actor)
    ]
    matches = [
        {"ocg": match.ocg.ref, "open_hits": match.count, "said": match.title}
        for match in open_hits_ahead(request.actor)
    ]
    return api.answer({"items": items, "matches": matches})


@router.get("/notices", **api.listing("Notifications for you or the unit you act in"))
def notices(request: ActingRequest) -> HttpResponse:
    return api.listed(request, notices_of(request.actor), by="-event_id", as_json=as_notice)


def as_notice(notification: Notification) -> dict[str, object]:
    return {
        "at": notification.event.at,
        "verb": notification.event.verb,
        "words": words(notification.event),
    }
