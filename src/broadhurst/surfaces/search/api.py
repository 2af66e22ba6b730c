"""API endpoints that search, and list or delete recent searches."""

from django.http import HttpResponse
from ninja import Router

from broadhurst.foundation.doors import api
from broadhurst.foundation.doors.wall import ActingRequest
from broadhurst.foundation.search.commands import forget, remember
from broadhurst.foundation.search.found import Found
from broadhurst.surfaces.search.forms import ForgetForm
from broadhurst.surfaces.search.queries import KEYS, Group, recent_searches, search
from broadhurst.surfaces.search.schemas import (
    ForgottenOut,
    RecentSearchesOut,
    SearchGroupOut,
    SearchOut,
    SearchResultOut,
)

router = Router(tags=["search"])


@router.get(
    "/search",
    summary="Search the records that you can see",
    description="Give q: a name, number, plate, address, or a reference or part of one.",
    response=SearchOut,
)
def search_all(request: ActingRequest, q: str = "", kind: str = "") -> HttpResponse:
    results = search(request.actor, q, kind and api.chosen(request, "kind", KEYS))
    if results.text:
        remember(actor=request.actor, text=results.text)
    groups = [as_group(group) for group in results.groups]
    return api.answer(SearchOut(q=results.text, did_you_mean=results.suggestion, groups=groups))


@router.get("/searches", summary="Your recent searches", response=RecentSearchesOut)
def searches(request: ActingRequest) -> HttpResponse:
    return api.answer(RecentSearchesOut(items=recent_searches(request.actor)))


@router.post(
    "/searches/forget",
    **api.verb(ForgetForm, "Delete one of your recent searches, or all", answer=ForgottenOut),
)
def forget_searches(request: ActingRequest) -> HttpResponse:
    return api.ask(request, ForgetForm, forget, as_json=as_forgotten)


def as_forgotten(count: int) -> ForgottenOut:
    return ForgottenOut(count=count)


def as_group(group: Group) -> SearchGroupOut:
    return SearchGroupOut(
        kind=group.key,
        title=group.title,
        has_more=group.has_more,
        items=[as_result(result) for result in group.results],
    )


def as_result(result: Found) -> SearchResultOut:
    return SearchResultOut(
        title=result.title, ref=result.ref, context=result.context, href=result.href
    )
