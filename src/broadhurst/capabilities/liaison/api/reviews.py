"""JSON API of joint reviews."""

from django.http import HttpResponse
from ninja import Router

from broadhurst.capabilities.liaison.api.requests import an_ocg
from broadhurst.capabilities.liaison.api.review_schemas import JointReviewOut, ReviewAnswerOut
from broadhurst.capabilities.liaison.api.review_shapes import as_review, as_review_answer
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
from broadhurst.capabilities.liaison.queries.reviews import reviews, reviews_of
from broadhurst.foundation.doors import api
from broadhurst.foundation.doors.wall import ActingRequest

router = Router()


@router.get("/ocgs/{ref}/joint-reviews", **api.listing("The joint reviews", JointReviewOut))
def joint_reviews(request: ActingRequest, ref: str) -> HttpResponse:
    rows = reviews_of(an_ocg(request, ref)).prefetch_related("actions__action", "actions__request")
    return api.listed(request, rows, by="-recorded_at", as_json=as_review)


@router.post(
    "/ocgs/{ref}/record-review",
    **api.verb(RecordReviewForm, "Record a joint review", 201, answer=JointReviewOut),
)
def record_one(request: ActingRequest, ref: str) -> HttpResponse:
    ocg = an_ocg(request, ref)
    return api.ask(request, RecordReviewForm, record_review, as_json=as_review, status=201, ocg=ocg)


@router.get("/joint-reviews/{ref}", summary="A joint review", response=JointReviewOut)
def one_review(request: ActingRequest, ref: str) -> HttpResponse:
    return api.answer(as_review(_find(request, ref)))


@router.post(
    "/joint-reviews/{ref}/confirm",
    **api.verb(ConfirmReviewForm, "Confirm a joint review", answer=ReviewAnswerOut),
)
def confirm_one(request: ActingRequest, ref: str) -> HttpResponse:
    review = _find(request, ref)
    return api.ask(
        request, ConfirmReviewForm, confirm_review, as_json=as_review_answer, review=review
    )


@router.post(
    "/joint-reviews/{ref}/comment",
    **api.verb(CommentOnReviewForm, "Comment on a joint review", answer=ReviewAnswerOut),
)
def comment_on_one(request: ActingRequest, ref: str) -> HttpResponse:
    review = _find(request, ref)
    return api.ask(
        request, CommentOnReviewForm, comment_on_review, as_json=as_review_answer, review=review
    )


def _find(request: ActingRequest, ref: str) -> JointReview:
    return api.find(request, reviews(), ref=ref)
