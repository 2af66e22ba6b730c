"""Refuse a page before the reader fills in its form, if their role cannot use it."""

from collections.abc import Callable, Collection
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse

from broadhurst.foundation.doors.wall import ActingRequest

Named = ParamSpec("Named")
Page = Callable[Concatenate[ActingRequest, Named], HttpResponseBase]
Objections = Callable[[Collection[str]], list[str]]


def refused_by_role(
    objections_to: Objections, *, title: str, back: str, link_text: str
) -> Callable[[Page[Named]], Page[Named]]:
    """Answer a page's GET with the rule's objections to the reader's roles, if it has any.

    A POST goes on, and its command refuses it. `back` is the name of the page that the refusal
    links to.
    """

    def closed(page: Page[Named]) -> Page[Named]:
        @wraps(page)
        def answered(
            request: ActingRequest, /, *args: Named.args, **kwargs: Named.kwargs
        ) -> HttpResponseBase:
            objections = objections_to(request.actor.roles)
            if request.method == "POST" or not objections:
                return page(request, *args, **kwargs)
            context = {
                "title": title, "objections": objections, "status": 403,
                "back": reverse(back), "link_text": link_text,
            }  # fmt: skip
            return render(request, "govuk/problem.html", context, status=403)

        return answered

    return closed
