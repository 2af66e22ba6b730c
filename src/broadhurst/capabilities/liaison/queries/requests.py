"""Reads of requests, and of what is known before one is acted on."""

from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from broadhurst.capabilities.deconfliction.models import Event
from broadhurst.capabilities.deconfliction.queries import (
    is_fresh,
    item_checks,
    latest_check,
    open_hits_of,
)
from broadhurst.capabilities.deconfliction.queries.events import events
from broadhurst.capabilities.liaison import rules
from broadhurst.capabilities.liaison.models import Request
from broadhurst.capabilities.register import rules as register
from broadhurst.capabilities.register.models import Ocg
from broadhurst.capabilities.register.queries import standing
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.locks import lock
from broadhurst.foundation.geography.grid import to_grid
from broadhurst.foundation.geography.sphere import Point

OPEN = (Request.Stage.ASKED, Request.Stage.ACCEPTED)
VERBS = {
    "accept": "Accept",
    "refuse": "Refuse",
    "complete": "Record the outcome",
    "edit": "Correct",
    "withdraw": "Withdraw",
}


def requests() -> QuerySet[Request]:
    """Requests with whom and what they are about, newest first."""
    return Request.objects.select_related("ocg", "dossier", "asked_by", "asked_of", "answered_by")


def locked(request: Request) -> Request:
    """The request's row, locked; the caller has locked its OCG first."""
    return lock(requests(), request)


def open_requests(ocg: Ocg) -> QuerySet[Request]:
    """Those asked or accepted, and not yet done."""
    return requests().filter(ocg=ocg, stage__in=OPEN)


def same_open(ocg: Ocg, kind: str, what: str, role: str, but: Request | None = None) -> str:
    """The reference of another open request that asks the same of a role, or an empty string."""
    asked = open_requests(ocg).filter(kind=kind, asked_role=role)
    if but:
        asked = asked.exclude(pk=but.pk)
    wanted = _bare(what)
    return next((one.ref for one in asked if _bare(one.what) == wanted), "")


def _bare(text: str) -> str:
    """A text without what differs when somebody types the same again."""
    return " ".join(text.casefold().split()).rstrip(".")


def event_of(request: Request) -> Event | None:
    """The event planned for a warrant, for those whose unit's it is, until it expires."""
    return events().filter(ref=request.event_ref).first() if request.event_ref else None


def place_of(request: Request) -> str:
    """Where a warrant will be executed: a grid reference, or degrees beyond the grid."""
    if request.latitude is None or request.longitude is None:
        return ""
    return grid_of(Point(request.latitude, request.longitude))


def grid_of(point: Point) -> str:
    """A grid reference, or degrees beyond the grid."""
    return to_grid(point).reference or f"{point.latitude}, {point.longitude}"


def parts_of(request: Request, actor: Actor) -> list[str]:
    """Which side of a request an actor is on now."""
    return rules.parts_on(actor, request, standing(request.ocg).leads)


def verbs_on(request: Request, parts: list[str]) -> list[dict[str, str]]:
    """The verbs open to someone on a side, as links."""
    return [
        {"text": VERBS[verb], "href": reverse(f"{verb}_request", args=[request.ref])}
        for verb in rules.WORKFLOW.open_to(request.stage, parts)
    ]


def due(request: Request) -> date | datetime | None:
    """By when the asked lead answers, then the day it is needed by.

    What is urgent is answered by an hour, all else by the end of a day.
    """
    at = request.answer_due_at
    answer = at if request.is_urgent else at.astimezone(clock.LONDON).date()
    return {"asked": answer, "accepted": request.needed_on}.get(request.stage)


def checked(ocg: Ocg, actor: Actor) -> dict[str, Any]:
    """The latest deconfliction check, open hits, and whether this actor may check again."""
    check = latest_check(ocg)
    made_on = check.made_at.astimezone(clock.LONDON).date() if check else None
    age = (clock.today() - made_on).days if made_on else None
    return {
        "check": check,
        "item_checks": None if check else item_checks(ocg),
        "check_age": age,
        "check_is_fresh": is_fresh(check),
        "open_hits": open_hits_of(ocg),
        "may_check": not register.objections_to_work_on(ocg, standing(ocg).parts_of(actor)),
    }
