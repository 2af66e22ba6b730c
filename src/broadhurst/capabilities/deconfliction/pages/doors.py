"""A page that is not for somebody says so before anything is typed into it."""

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
    """Answer a page's GET with the refusal; what is sent all the same, its command refuses."""

    def closed(page: Page[Named]) -> Page[Named]:
        @wraps(page)
        def answered(
            request: ActingRequest, /, *given: Named.args, **named: Named.kwargs
        ) -> HttpResponse:
            objections = objections_to_open(door, request.actor.roles)
            if request.method == "POST" or not objections:
                return page(request, *given, **named)
            shown = {
                "title": title, "objections": objections, "status": 403,
                "back": reverse("deconfliction"), "link_text": "Deconfliction for your unit",
            }  # fmt: skip
            return render(request, "govuk/problem.html", shown, status=403)

        return answered

    return closed
