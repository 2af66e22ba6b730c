"""Your tasks and notifications, for a program."""

from django.http import HttpResponse
from ninja import Router

from broadhurst.capabilities.deconfliction.queries import open_hits_ahead
from broadhurst.foundation.audit.models import Told
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
            "what": one.what,
            "about": one.about,
            "ref": one.ref,
            "href": one.href,
            "due_on": one.due_on,
            "due_at": one.due_at,
        }
        for one in by_clock(request.actor)
    ]
    matches = [
        {"ocg": one.ocg.ref, "open_hits": one.count, "said": one.title}
        for one in open_hits_ahead(request.actor)
    ]
    return api.answer({"items": items, "matches": matches})


@router.get("/notices", **api.listing("Notifications for you or the unit you act in"))
def notices(request: ActingRequest) -> HttpResponse:
    return api.listed(request, notices_of(request.actor), by="-event_id", as_json=as_notice)


def as_notice(told: Told) -> dict[str, object]:
    return {"at": told.event.at, "verb": told.event.verb, "words": words(told.event)}
