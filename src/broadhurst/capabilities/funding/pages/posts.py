"""Pages of the commands on a post."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse

from broadhurst.capabilities.funding.commands.close_post import ClosePostForm, close_post
from broadhurst.capabilities.funding.commands.edit_post import EditPostForm, edit_post
from broadhurst.capabilities.funding.commands.fill_post import FillPostForm, fill_post
from broadhurst.capabilities.funding.commands.open_post import OpenPostForm, open_post
from broadhurst.capabilities.funding.commands.rest_post import RestPostForm, rest_post
from broadhurst.capabilities.funding.commands.vacate_post import VacatePostForm, vacate_post
from broadhurst.capabilities.funding.queries.posts import posts
from broadhurst.capabilities.funding.rules.lines import objections_to_role
from broadhurst.foundation.doors import web
from broadhurst.foundation.doors.may_open import refused_by_role
from broadhurst.foundation.doors.wall import ActingRequest


@refused_by_role(
    objections_to_role, title="Open a post", back="funding:funding", link_text="Funding"
)
def open_post_page(request: ActingRequest) -> HttpResponse:
    return web.ask(
        request,
        OpenPostForm,
        open_post,
        title="Open a post",
        submit="Open post",
        go_to=lambda post: reverse("funding:post", args=[post.ref]),
        done=lambda post: f"The post {post} is open. Next, say which lines pay for it.",
        context={
            "back": reverse("funding:posts"),
            "intro": f"It is recorded for {request.actor.agency.name}.",
        },
    )


def _about(request: ActingRequest, ref: str) -> dict[str, Any]:
    post = web.find(request, posts(), ref=ref)
    href = reverse("funding:post", args=[ref])
    caption = f"{post}, {post.recipient.short_name}"
    return {"post": post, "go_to": href, "context": {"caption": caption, "back": href}}


edit_post_page = web.verb(
    EditPostForm, edit_post, _about, "Edit this post", "Save post",
    "The post is saved.",
)  # fmt: skip
fill_post_page = web.verb(
    FillPostForm, fill_post, _about, "Record that this post is filled", "Record post as filled",
    "The post is filled.",
)  # fmt: skip
vacate_post_page = web.verb(
    VacatePostForm, vacate_post, _about, "Record that this post is vacant", "Record post as vacant",
    "The post is vacant.",
)  # fmt: skip
close_post_page = web.verb(
    ClosePostForm, close_post, _about, "Close this post", "Close post",
    "The post is closed.",
)  # fmt: skip
rest_post_page = web.verb(
    RestPostForm, rest_post, _about, "Say which line pays for this post", "Save share",
    "The share is saved.",
)  # fmt: skip
