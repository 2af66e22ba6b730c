"""Read requests, and what an officer should know before acting on one."""

from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from broadhurst.capabilities.deconfliction.models import Event
from broadhurst.capabilities.deconfliction.queries.checks import is_fresh, item_checks, latest_check
from broadhurst.capabilities.deconfliction.queries.ocg_hits import open_hits_of
from broadhurst.capabilities.liaison.models import Extension, Request
from broadhurst.capabilities.liaison.queries.follow_up import (
    chased_days,
    deadline_of,
    is_passed_up_to,
)
from broadhurst.capabilities.liaison.rules.referring import may_have_referral
from broadhurst.capabilities.liaison.rules.requesting import (
    OPEN,
    TOLD,
    WARRANT,
    WORKFLOW,
    roles_on,
)
from broadhurst.capabilities.planned_events.queries.events import events
from broadhurst.capabilities.register.models import Ocg
from broadhurst.capabilities.register.queries.leadership import current_leadership
from broadhurst.capabilities.register.rules.registering import (
    PARTNER_LRO,
    is_partner,
    objections_to_work_on,
)
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.locks import lock
from broadhurst.foundation.geography.grid import to_grid
from broadhurst.foundation.geography.sphere import Point

# The label of each command. In a list of requests, only the first five are offered.
VERBS = {
    "accept": "Accept",
    "refuse": "Refuse",
    "complete": "Record the outcome",
    "edit": "Correct",
    "withdraw": "Withdraw",
    "ask_extension": "Ask for more time",
    "agree_extension": "Agree to more time",
    "refuse_extension": "Refuse more time",
    "withdraw_extension": "Stop asking for more time",
    "make_referral": "Make the referral",
    "chase": "Chase",
    "add_note": "Add a note",
}
IN_A_LIST = tuple(VERBS)[:5]


def requests() -> QuerySet[Request]:
    """Return requests with their OCG and officers, newest first."""
    return Request.objects.select_related("ocg", "asked_by", "asked_of", "answered_by", "referral")


def requests_to_refer() -> QuerySet[Request]:
    """Return requests whose OCG's dossier the actor sees, which a partner's LRO does not."""
    return requests().select_related("ocg__dossier")


def slim_requests() -> QuerySet[Request]:
    """Return requests with their OCG alone, for a list of tasks."""
    return Request.objects.select_related("ocg")


def locked(request: Request) -> Request:
    """Lock and return the request as it is now. Lock its OCG first."""
    return lock(requests(), request)


def open_requests(ocg: Ocg) -> QuerySet[Request]:
    """Return the requests of an OCG that are asked or accepted."""
    return requests().filter(ocg=ocg, stage__in=OPEN)


def same_open(ocg: Ocg, kind: str, what: str, role: str, but: Request | None = None) -> str:
    """Return the reference of an open request that asks the same of a role, or "".

    `but` is left out.
    """
    rows = open_requests(ocg).filter(kind=kind, asked_role=role)
    if but:
        rows = rows.exclude(pk=but.pk)
    text = _normalised(what)
    return next((request.ref for request in rows if _normalised(request.what) == text), "")


def _normalised(text: str) -> str:
    """Return a text without differences of case, spaces and full stop."""
    return " ".join(text.casefold().split()).rstrip(".")


def event_of(request: Request) -> Event | None:
    """Return the event planned for a warrant, or None.

    Only the unit that owns the event can see it, until it expires.
    """
    return events().filter(ref=request.event_ref).first() if request.event_ref else None


def place_of(request: Request) -> str:
    """Return where a warrant will be executed, or "". See `grid_of`."""
    if request.latitude is None or request.longitude is None:
        return ""
    return grid_of(Point(request.latitude, request.longitude))


def grid_of(point: Point) -> str:
    """Return a point as a grid reference, or in degrees outside the grid."""
    return to_grid(point).reference or f"{point.latitude}, {point.longitude}"


def parts_of(request: Request, actor: Actor) -> list[str]:
    """Return the side of a request that an actor is on now, or that it was passed up to them."""
    parts = roles_on(actor, request, current_leadership(request.ocg).leads)
    is_disclosed = is_passed_up_to(request, actor.officer.pk, actor.unit.pk)
    return [*parts, TOLD] if is_disclosed else parts


def verbs_on(request: Request, parts: list[str], actor: Actor) -> list[dict[str, str]]:
    """Return a link for each command open to a side of a request, for a list."""
    open_to, closed = WORKFLOW.open_to(request.stage, parts), _closed_to_partner(request, actor)
    return [_link(verb, request) for verb in open_to if verb in IN_A_LIST and verb not in closed]


def _closed_to_partner(request: Request, actor: Actor) -> tuple[str, ...]:
    """Return the commands that an LRO from a partner organisation cannot use on a request."""
    if not is_partner(actor.agency):
        return ()
    is_warrant = request.kind == WARRANT
    return ("make_referral", "accept", "edit") if is_warrant else ("make_referral",)


def is_warrant_of_partner(request: Request) -> bool:
    """Return whether nobody can accept an open request, because the LRO is now from a partner."""
    is_warrant = request.kind == WARRANT and request.stage == Request.Stage.ASKED
    return is_warrant and current_leadership(request.ocg).has_partner_lro


def all_verbs_on(
    request: Request, parts: list[str], extension: Extension | None, actor: Actor
) -> list[dict[str, str]]:
    """Return a link for each command open to a side of a request, for its own page.

    `extension` is the one that waits for an answer, if any.
    """
    closed = (*_closed_by_extension(extension), *_closed_to_partner(request, actor))
    if deadline_of(request) is None:
        closed = (*closed, "ask_extension")
    if not may_have_referral(request, request.referral):
        closed = (*closed, "make_referral")
    open_to = WORKFLOW.open_to(request.stage, parts)
    if "chase" in open_to and clock.today() in chased_days(request):
        closed = (*closed, "chase")
    return [_link(verb, request) for verb in open_to if verb not in closed]


def _closed_by_extension(extension: Extension | None) -> tuple[str, ...]:
    """Return the commands that make no sense with, or without, an extension that waits."""
    if extension:
        is_late = extension.until_on < clock.today()
        return ("ask_extension", "agree_extension") if is_late else ("ask_extension",)
    return ("agree_extension", "refuse_extension", "withdraw_extension")


def _link(verb: str, request: Request) -> dict[str, str]:
    return {"text": VERBS[verb], "href": reverse(f"liaison:{verb}_request", args=[request.ref])}


def due(request: Request) -> date | datetime | None:
    """Return when the answer to a request is due.

    An urgent answer is due at a time (a datetime), any other on a day (a date). An accepted request
    has the day it is needed by, if any. Other requests have None.
    """
    at = request.answer_due_at
    answer = at if request.is_urgent else at.astimezone(clock.LONDON).date()
    return {"asked": answer, "accepted": request.needed_on}.get(request.stage)


def checked(ocg: Ocg, actor: Actor) -> dict[str, Any]:
    """Return the latest deconfliction check and open hits of an OCG.

    `may_check` is true if this actor may check again. An LRO from a partner organisation is shown
    nothing about deconfliction.
    """
    parts = current_leadership(ocg).parts_of(actor)
    if PARTNER_LRO in parts:
        return {"hides_check": True}
    check = latest_check(ocg)
    made_on = check.made_at.astimezone(clock.LONDON).date() if check else None
    age = (clock.today() - made_on).days if made_on else None
    return {
        "check": check,
        "item_checks": None if check else item_checks(ocg),
        "check_age": age,
        "check_is_fresh": is_fresh(check),
        "open_hits": open_hits_of(ocg),
        "may_check": not objections_to_work_on(ocg, parts),
    }
