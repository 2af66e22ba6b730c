"""Funded posts at the API."""

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from ninja import Router

from broadhurst.capabilities.funding.api.schemas import FundedPostDetailOut, FundedPostOut
from broadhurst.capabilities.funding.api.shapes import as_post, as_post_in_detail
from broadhurst.capabilities.funding.lists import POSTS
from broadhurst.capabilities.funding.models import Post
from broadhurst.capabilities.funding.queries.posts import posts
from broadhurst.foundation.doors import api
from broadhurst.foundation.doors.wall import ActingRequest
from broadhurst.foundation.lists import api as lists

router = Router()


@router.get(
    "/funded-posts", **lists.listing(POSTS, "List the funded posts you can see", FundedPostOut)
)
def list_posts(request: ActingRequest) -> HttpResponseBase:
    return lists.listed(request, POSTS, as_post)


@router.get(
    "/funded-posts/{ref}",
    summary="One post with its lines and its history",
    response=FundedPostDetailOut,
)
def one_post(request: ActingRequest, ref: str) -> HttpResponse:
    return api.answer(as_post_in_detail(_find(request, ref)))


def _find(request: ActingRequest, ref: str) -> Post:
    return api.find(request, posts(), ref=ref)
