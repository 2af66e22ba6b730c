"""The page where a lead marks what is coming up as seen."""

from typing import Any

from broadhurst.capabilities.liaison.commands.mark_seen import MarkSeenForm, mark_seen
from broadhurst.capabilities.liaison.pages.back import back_to
from broadhurst.capabilities.liaison.queries.coming_up import coming_up
from broadhurst.capabilities.register.models import Ocg
from broadhurst.foundation.doors import web
from broadhurst.foundation.doors.wall import ActingRequest


def _about(request: ActingRequest, ref: str) -> dict[str, Any]:
    ocg = web.find(request, Ocg.objects.all(), ref=ref)
    context = {
        "above": "liaison/_coming_up.html",
        "back": back_to(ocg),
        "coming_up": coming_up(ocg),
    }
    return {"ocg": ocg, "go_to": back_to(ocg), "context": context}


mark_seen_page = web.verb(
    MarkSeenForm,
    mark_seen,
    _about,
    "Mark actions and events as seen",
    "Mark as seen",
    "The other lead can see that you know.",
    intro="The other lead will see that you know of these actions and events, and since when.",
)
