"""Refuse a page before the reader fills in its form, if their role cannot use it."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from broadhurst.capabilities.deconfliction.rules.doors import objections_to_open
from broadhurst.foundation.doors.wall import ActingRequest

Named = ParamSpec("Named")
Page = Callable[Concatenate[ActingRequest, Named], HttpResponse]


def for_whoever_may(door: str, title: str) -> Callable[[Page[Named]], Page[Named]]:
    """Answer a page's GET with the refusal.

    A POST goes on, and its command refuses it.
    """

    def closed(page: Page[Named]) -> Page[Named]:
        @wraps(page)
        def answered(
            request: ActingRequest, /, *args: Named.args, **kwargs: Named.kwargs
        ) -> HttpResponse:
            objections = objections_to_open(door, request.actor.roles)
            if request.method == "POST" or not objections:
                return page(request, *args, **kwargs)
            context = {
                "title": title, "objections": objections, "status": 403,
                "back": reverse("deconfliction"), "link_text": "Deconfliction for your unit",
            }  # fmt: skip
            return render(request, "govuk/problem.html", context, status=403)

        return answered

    return closed
