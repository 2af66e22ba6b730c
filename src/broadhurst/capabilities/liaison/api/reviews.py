"""JSON API of joint reviews."""

from django.http import HttpResponse
from ninja import Router

from broadhurst.capabilities.liaison.api.requests import an_ocg
from broadhurst.capabilities.liaison.api.review_schemas import JointReviewOut
from broadhurst.capabilities.liaison.api.review_shapes import as_review
from broadhurst.capabilities.liaison.models import JointReview
from broadhurst.capabilities.liaison.queries.reviews import reviews, reviews_of
from broadhurst.foundation.doors import api
from broadhurst.foundation.doors.wall import ActingRequest

router = Router()


@router.get("/ocgs/{ref}/joint-reviews", **api.listing("The joint reviews", JointReviewOut))
def joint_reviews(request: ActingRequest, ref: str) -> HttpResponse:
    rows = reviews_of(an_ocg(request, ref)).prefetch_related("actions__action", "actions__request")
    return api.listed(request, rows, by="-recorded_at", as_json=as_review)


@router.get("/joint-reviews/{ref}", summary="A joint review", response=JointReviewOut)
def one_review(request: ActingRequest, ref: str) -> HttpResponse:
    return api.answer(as_review(_find(request, ref)))


def _find(request: ActingRequest, ref: str) -> JointReview:
    return api.find(request, reviews(), ref=ref)
