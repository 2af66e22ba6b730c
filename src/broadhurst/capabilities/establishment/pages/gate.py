"""Limit administration pages to administrators."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse

from broadhurst.capabilities.establishment.rules.administering import (
    objections_to_administer,
    objections_to_open,
)
from broadhurst.foundation.doors.wall import ActingRequest

Params = ParamSpec("Params")
Page = Callable[Concatenate[ActingRequest, Params], HttpResponseBase]


def for_administrators(page: Page[Params]) -> Page[Params]:
    """Refuse a page to anybody who is not an administrator."""
    return _restricted(page, objections_to_open)


def for_the_service(page: Page[Params]) -> Page[Params]:
    """Refuse a page to anybody who does not administer the service."""
    return _restricted(page, objections_to_administer)


def _restricted(
    page: Page[Params], objections_to: Callable[[frozenset[str]], list[str]]
) -> Page[Params]:
    @wraps(page)
    def restricted(
        request: ActingRequest, /, *args: Params.args, **kwargs: Params.kwargs
    ) -> HttpResponseBase:
        objections = objections_to(request.actor.roles)
        if not objections:
            return page(request, *args, **kwargs)
        context = {
            "title": "You cannot open this page", "objections": objections, "status": 403,
            "back": reverse("home:home"), "link_text": "Home",
        }  # fmt: skip
        return render(request, "govuk/problem.html", context, status=403)

    return restricted
