"""Funded posts at the API."""

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from ninja import Router

from broadhurst.capabilities.funding.api.schemas import FundedPostDetailOut, FundedPostOut
from broadhurst.capabilities.funding.api.shapes import as_post, as_post_in_detail
from broadhurst.capabilities.funding.commands.close_post import ClosePostForm, close_post
from broadhurst.capabilities.funding.commands.edit_post import EditPostForm, edit_post
from broadhurst.capabilities.funding.commands.fill_post import FillPostForm, fill_post
from broadhurst.capabilities.funding.commands.open_post import OpenPostForm, open_post
from broadhurst.capabilities.funding.commands.rest_post import RestPostForm, rest_post
from broadhurst.capabilities.funding.commands.vacate_post import VacatePostForm, vacate_post
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


@router.post("/funded-posts", **api.verb(OpenPostForm, "Open a post", 201, answer=FundedPostOut))
def make_post(request: ActingRequest) -> HttpResponse:
    return api.ask(request, OpenPostForm, open_post, as_json=as_post, status=201)


@router.get(
    "/funded-posts/{ref}",
    summary="One post with its lines and its history",
    response=FundedPostDetailOut,
)
def one_post(request: ActingRequest, ref: str) -> HttpResponse:
    return api.answer(as_post_in_detail(_find(request, ref)))


@router.post(
    "/funded-posts/{ref}/edit-post", **api.verb(EditPostForm, "Edit a post", answer=FundedPostOut)
)
def edit(request: ActingRequest, ref: str) -> HttpResponse:
    post = _find(request, ref)
    return api.ask(request, EditPostForm, edit_post, as_json=as_post, post=post)


@router.post(
    "/funded-posts/{ref}/fill-post",
    **api.verb(FillPostForm, "Record that a post is filled", answer=FundedPostOut),
)
def fill(request: ActingRequest, ref: str) -> HttpResponse:
    post = _find(request, ref)
    return api.ask(request, FillPostForm, fill_post, as_json=as_post, post=post)


@router.post(
    "/funded-posts/{ref}/vacate-post",
    **api.verb(VacatePostForm, "Record that a post is vacant", answer=FundedPostOut),
)
def vacate(request: ActingRequest, ref: str) -> HttpResponse:
    post = _find(request, ref)
    return api.ask(request, VacatePostForm, vacate_post, as_json=as_post, post=post)


@router.post(
    "/funded-posts/{ref}/close-post",
    **api.verb(ClosePostForm, "Close a post", answer=FundedPostOut),
)
def close(request: ActingRequest, ref: str) -> HttpResponse:
    post = _find(request, ref)
    return api.ask(request, ClosePostForm, close_post, as_json=as_post, post=post)


@router.post(
    "/funded-posts/{ref}/rest-post",
    **api.verb(RestPostForm, "Say which share of a post a line pays", answer=FundedPostOut),
)
def rest(request: ActingRequest, ref: str) -> HttpResponse:
    post = _find(request, ref)
    return api.ask(request, RestPostForm, rest_post, as_json=as_post, post=post)


def _find(request: ActingRequest, ref: str) -> Post:
    return api.find(request, posts(), ref=ref)
