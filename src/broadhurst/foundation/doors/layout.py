"""What every page's layout is given."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from broadhurst.foundation import clock
from broadhurst.foundation.notices.queries import unread_count


def layout(request: HttpRequest) -> dict[str, Any]:
    """The actor, the navigation with its counts, today, and the marking of the page."""
    actor = getattr(request, "actor", None)
    if actor is None:
        return {"actor": None, "navigation": [], "today": clock.today(), "marking": "OFFICIAL"}
    navigation = []
    administration = settings.NAVIGATION_OF_ADMINISTRATORS if actor.administers else ()
    for text, name in (*settings.NAVIGATION, *administration):
        href = reverse(name)
        here = request.path == href if href == "/" else request.path.startswith(href)
        navigation.append(
            {
                "text": text,
                "href": href,
                "active": here,
                "count": _count(unread_count(actor)) if name == "notices" else None,
            }
        )
    return {
        "actor": actor,
        "navigation": navigation,
        "today": clock.today(),
        "marking": "OFFICIAL-SENSITIVE",
    }


def _count(number: int) -> str:
    return "99+" if number > 99 else str(number or "")
