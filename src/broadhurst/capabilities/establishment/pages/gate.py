"""Only administrators can open administration pages."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from broadhurst.capabilities.establishment import rules
from broadhurst.foundation.doors.wall import ActingRequest

Named = ParamSpec("Named")
Page = Callable[Concatenate[ActingRequest, Named], HttpResponse]


def for_administrators(page: Page[Named]) -> Page[Named]:
    """Answer anybody else with the refusal."""
    return _closed(page, rules.objections_to_open)


def for_the_service(page: Page[Named]) -> Page[Named]:
    """Answer anybody who does not administer the service with the refusal."""
    return _closed(page, rules.objections_to_administer)


def _closed(page: Page[Named], why: Callable[[frozenset[str]], list[str]]) -> Page[Named]:
    @wraps(page)
    def answered(
        request: ActingRequest, /, *given: Named.args, **named: Named.kwargs
    ) -> HttpResponse:
        objections = why(request.actor.roles)
        if not objections:
            return page(request, *given, **named)
        shown = {
            "title": "You cannot open this page", "objections": objections, "status": 403,
            "back": reverse("home"), "link_text": "Home",
        }  # fmt: skip
        return render(request, "govuk/problem.html", shown, status=403)

    return answered
