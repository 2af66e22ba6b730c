"""The template context of every page's layout."""

from typing import Any

from django.conf import settings
from django.db.models import Q
from django.http import HttpRequest
from django.urls import reverse

from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.models import Grant
from broadhurst.foundation.agencies.models import ADMINISTRATORS, Role
from broadhurst.foundation.notices.queries import unread_count

WITHOUT_OCGS = {
    Role.PARTNER,
    Role.SAFEGUARDING,
    Role.POLICING_BODY,
    Role.CLEARER,
    *ADMINISTRATORS,
}


def layout(request: HttpRequest) -> dict[str, Any]:
    """Return the actor, the navigation with its counts, today's date and the page's marking."""
    actor = getattr(request, "actor", None)
    if actor is None:
        return {"actor": None, "navigation": [], "today": clock.today(), "marking": "OFFICIAL"}
    navigation = []
    administration = settings.NAVIGATION_OF_ADMINISTRATORS if actor.administers else ()
    hidden = hidden_from(actor)
    for text, name, *about in (*settings.NAVIGATION, *administration):
        if hidden & set(about):
            continue
        href = reverse(name)
        here = request.path == href if href == "/" else request.path.startswith(href)
        navigation.append(
            {
                "text": text,
                "href": href,
                "active": here,
                "count": _count(unread_count(actor)) if name == "home:notices" else None,
            }
        )
    return {
        "actor": actor,
        "navigation": navigation,
        "today": clock.today(),
        "marking": "OFFICIAL-SENSITIVE",
    }


def hidden_from(actor: Actor) -> set[str]:
    """Return the kinds of record ("ocg", "referral") whose menu items this actor does not see.

    A partner may lead on an OCG, so grants count as well as roles.
    """
    if set(actor.roles) - WITHOUT_OCGS:
        return set()
    if _sees_an_ocg(actor):
        return set()
    return {"ocg"} if actor.has(Role.SAFEGUARDING) else {"ocg", "referral"}


def _sees_an_ocg(actor: Actor) -> bool:
    """Return whether a grant in force lets this actor or their unit see an OCG.

    It searches the grants, because a search of the dossiers would scan all of them for an actor
    who can see none.
    """
    now = clock.now()
    grants = Grant.objects.filter(principal__in=actor.principals, from_at__lte=now)
    grants = grants.filter(Q(until_at=None) | Q(until_at__gt=now))
    return grants.filter(dossier__parent=None, dossier__about__startswith="OCG-").exists()


def _count(number: int) -> str:
    return "99+" if number > 99 else str(number or "")
