"""Pages that follow an OCG."""

from typing import Any

from django.urls import reverse

from broadhurst.capabilities.following.commands.follow import FollowForm, follow
from broadhurst.capabilities.following.commands.unfollow import UnfollowForm, unfollow
from broadhurst.capabilities.register.models import Ocg
from broadhurst.foundation.doors import web
from broadhurst.foundation.doors.wall import ActingRequest


def _about(request: ActingRequest, ref: str) -> dict[str, Any]:
    ocg = web.find(request, Ocg.objects.select_related("dossier"), ref=ref)
    return {"ocg": ocg, "go_to": reverse("dossier:ocg", args=[ref])}


follow_page = web.verb(
    FollowForm,
    follow,
    _about,
    "Follow this OCG",
    "Follow this OCG",
    "You follow this OCG. What others change on it appears on your home page.",
)
unfollow_page = web.verb(
    UnfollowForm,
    unfollow,
    _about,
    "Stop following this OCG",
    "Stop following this OCG",
    "You no longer follow this OCG.",
)
