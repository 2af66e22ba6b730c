"""The template context of every page's layout."""

from functools import cache, partial
from typing import Any, NamedTuple

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.agencies.models import ADMINISTRATORS, Role
from broadhurst.foundation.database.prepared import Sent, send
from broadhurst.foundation.doors.record_parts import parts_of
from broadhurst.foundation.notices.queries import UNREAD_COUNT

WITHOUT_OCGS = {
    Role.PARTNER,
    Role.SAFEGUARDING,
    Role.POLICING_BODY,
    Role.CLEARER,
    Role.INSPECTORATE_LIAISON,
    Role.INSPECTOR,
    *ADMINISTRATORS,
}
WITHOUT_FUNDING = {Role.PARTNER, Role.SAFEGUARDING, Role.ADMINISTRATOR}
PUBLISHERS = {Role.POLICING_BODY, Role.CLEARER}
# Whether a grant in force lets the actor or their unit see an OCG. It searches their grants:
# a search of the dossiers would scan all of them for an actor who sees none. A scalar sub-select
# keeps the planner from joining the two the other way round.
SEES_AN_OCG = """
SELECT EXISTS (
    SELECT FROM access_grant g
    WHERE g.principal = ANY ((SELECT wall_principals())::bigint[])
      AND g.from_at <= %(now)s AND (g.until_at IS NULL OR g.until_at > %(now)s)
      AND (SELECT d.parent_id IS NULL AND d.about LIKE 'OCG-%%'
           FROM access_dossier d WHERE d.id = g.dossier_id)
)
"""
# Whether the actor sees an OCG in part, as its LRO from a partner organisation.
SEES_IN_PART = "SELECT cardinality(wall_parts()) > 0"
COUNTS = f"SELECT ({UNREAD_COUNT}), ({SEES_AN_OCG}), ({SEES_IN_PART})"


class MenuItem(NamedTuple):
    """An item of the menu: its text, its URL's name and path, and the kind of record it is for."""

    text: str
    name: str
    href: str
    about: frozenset[str]


@cache
def _menu() -> tuple[tuple[MenuItem, ...], tuple[MenuItem, ...]]:
    """Return the menu items for everyone, and those for administrators."""
    everyone, administrators = (
        tuple(MenuItem(text, name, reverse(name), frozenset(about)) for text, name, *about in items)
        for items in (settings.NAVIGATION, settings.NAVIGATION_OF_ADMINISTRATORS)
    )
    return everyone, administrators


def ask_counts() -> Sent:
    """Ask how many notifications the current actor has not read, and whether they see an OCG.

    The last answer is whether they see one in part.
    """
    return send(COUNTS, {"now": clock.now()})


def layout(request: HttpRequest) -> dict[str, Any]:
    """Return the actor, the navigation with its counts, today's date and the page's marking."""
    actor = getattr(request, "actor", None)
    if actor is None:
        return {"actor": None, "navigation": [], "today": clock.today(), "marking": "OFFICIAL"}
    everyone, administrators = _menu()
    unread, sees_an_ocg, in_part = _counted(request)
    hidden = hidden_from(actor, sees_an_ocg, in_part=in_part)
    navigation = [
        {
            "text": item.text,
            "href": item.href,
            "active": request.path == item.href
            or (item.href != "/" and request.path.startswith(item.href)),
            "count": as_badge(unread) if item.name == "home:notices" else None,
        }
        for item in (*everyone, *(administrators if actor.administers else ()))
        if not hidden & item.about
    ]
    return {
        "actor": actor,
        "sees_an_ocg": sees_an_ocg,
        "navigation": navigation,
        "today": clock.today(),
        "marking": "OFFICIAL-SENSITIVE",
        "record_parts": partial(parts_of, request),
    }


def hidden_for(request: Any) -> set[str]:
    """Return the kinds of record whose menu items the reader of a page does not see."""
    _, sees_an_ocg, in_part = _counted(request)
    return hidden_from(request.actor, sees_an_ocg, in_part=in_part)


def _counted(request: HttpRequest) -> tuple[int, bool, bool]:
    """Return the number of unread notifications, and whether the reader sees an OCG, or a part."""
    unread, sees_an_ocg, in_part = (getattr(request, "counts", None) or ask_counts()).row()
    return unread, sees_an_ocg, in_part


def hidden_from(actor: Actor, sees_an_ocg: bool, *, in_part: bool = False) -> set[str]:
    """Return the kinds of record whose menu items this actor does not see.

    The kinds are "led", "ocg", "referral", "funding", "message" and "log". A partner may lead on an
    OCG, so grants count as well as roles. An LRO from a partner has the list of OCGs ("led") only.
    """
    hidden = set() if set(actor.roles) - WITHOUT_FUNDING else {"funding"}
    hidden |= set() if actor.roles & PUBLISHERS else {"message"}
    hidden |= set() if actor.has(Role.AUDITOR) else {"log"}
    if sees_an_ocg or set(actor.roles) - WITHOUT_OCGS:
        return hidden
    hidden |= {"ocg"} if actor.has(Role.SAFEGUARDING) else {"ocg", "referral"}
    return hidden if in_part else hidden | {"led"}


def as_badge(number: int) -> str:
    """Return a count of at most 100 as a badge shows it: nothing for 0, and “99+” for 100."""
    return "99+" if number > 99 else str(number or "")
