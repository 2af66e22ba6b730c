"""What waits, and notices, for a program."""

from django.http import HttpResponse
from ninja import Router

from broadhurst.foundation.audit.models import Told
from broadhurst.foundation.doors import api
from broadhurst.foundation.doors.wall import ActingRequest
from broadhurst.foundation.notices.queries import notices_of
from broadhurst.foundation.notices.words import words
from broadhurst.surfaces.home.queries import by_clock

router = Router(tags=["home"])


@router.get("/waiting", summary="What waits for you, what is due first on top")
def waiting(request: ActingRequest) -> HttpResponse:
    items = [
        {
            "what": one.what,
            "about": one.about,
            "href": one.href,
            "due_on": one.due_on,
            "due_at": one.due_at,
        }
        for one in by_clock(request.actor)
    ]
    return api.answer({"items": items})


@router.get("/notices", **api.listing("What you, or the unit you act in, were told of"))
def notices(request: ActingRequest) -> HttpResponse:
    return api.listed(request, notices_of(request.actor), by="-event_id", as_json=as_notice)


def as_notice(told: Told) -> dict[str, object]:
    return {"at": told.event.at, "verb": told.event.verb, "words": words(told.event)}
