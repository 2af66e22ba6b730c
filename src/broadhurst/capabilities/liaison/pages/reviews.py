"""Pages of joint reviews: record one, look at it, confirm it or comment on it."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from broadhurst.capabilities.liaison.commands.comment_on_review import (
    CommentOnReviewForm,
    comment_on_review,
)
from broadhurst.capabilities.liaison.commands.confirm_review import (
    ConfirmReviewForm,
    confirm_review,
)
from broadhurst.capabilities.liaison.commands.record_review import (
    RecordReviewForm,
    record_review,
)
from broadhurst.capabilities.liaison.models import JointReview
from broadhurst.capabilities.liaison.pages.back import back_to
from broadhurst.capabilities.liaison.queries.reviews import (
    actions_of,
    as_answered,
    reviews,
    role_on,
)
from broadhurst.capabilities.register.models import Ocg
from broadhurst.foundation.doors import web
from broadhurst.foundation.doors.wall import ActingRequest


def record_review_page(request: ActingRequest, ref: str) -> HttpResponse:
    ocg = web.find(request, Ocg.objects.all(), ref=ref)
    return web.ask(
        request,
        RecordReviewForm,
        record_review,
        ocg=ocg,
        title="Record a joint review",
        submit="Record review",
        go_to=_href_of,
        done="The review is recorded. The other lead confirms it.",
        context={"back": back_to(ocg)},
    )


def review_page(request: ActingRequest, ref: str) -> HttpResponse:
    """Show a joint review with its actions as they are now."""
    review = web.find(request, reviews(), ref=ref)
    return render(request, "liaison/review.html", _shown(request, review))


def _shown(request: ActingRequest, review: JointReview) -> dict[str, Any]:
    shown_review = as_answered(review, role_on(review.ocg, request.actor))
    return {"ocg": review.ocg, "joint_review": shown_review, "actions": actions_of(review)}


def _about(request: ActingRequest, ref: str) -> dict[str, Any]:
    review = web.find(request, reviews(), ref=ref)
    href = _href_of(review)
    context = {"above": "liaison/_review.html", "back": href, **_shown(request, review)}
    return {"review": review, "go_to": href, "context": context}


def _href_of(review: JointReview) -> str:
    return reverse("liaison:review", args=[review.ref])


confirm_review_page = web.verb(
    ConfirmReviewForm, confirm_review, _about, "Confirm this joint review", "Confirm review",
    "You have confirmed the review.",
)  # fmt: skip
comment_on_review_page = web.verb(
    CommentOnReviewForm, comment_on_review, _about, "Comment on this joint review",
    "Add comment", "The comment is added.",
)  # fmt: skip
