"""Public pages for help, accessibility and privacy. They show no records."""

from collections.abc import Mapping

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from broadhurst.foundation.doors.wall import open_to_anyone
from broadhurst.surfaces.help.glossary import glossary
from broadhurst.surfaces.help.guides import guides


@open_to_anyone
def help_page(request: HttpRequest) -> HttpResponse:
    """Show what the service is for, and the guide of each role.

    The reader's own come first.
    """
    actor = getattr(request, "actor", None)
    roles = set(actor.roles) if actor else set()
    all_guides = guides().values()
    context = {
        "mine": [guide for guide in all_guides if guide.role.value in roles],
        "others": [guide for guide in all_guides if guide.role.value not in roles],
    }
    return _page(request, "help", context)


@open_to_anyone
def role_page(request: HttpRequest, role: str) -> HttpResponse:
    """Show the guide of one role."""
    if role not in guides():
        raise Http404
    return _page(request, "role", {"guide": guides()[role]})


@open_to_anyone
def words_page(request: HttpRequest) -> HttpResponse:
    """Show every word of the glossary with its meaning, each at an address of its own."""
    return _page(request, "words", {"sections": glossary()})


@open_to_anyone
def accessibility(request: HttpRequest) -> HttpResponse:
    """Show the accessibility statement."""
    return _page(request, "accessibility", {})


@open_to_anyone
def privacy(request: HttpRequest) -> HttpResponse:
    """Show the privacy notice."""
    return _page(request, "privacy", {})


def _page(request: HttpRequest, name: str, context: Mapping[str, object]) -> HttpResponse:
    operator = {"operator": settings.OPERATOR, "contact": settings.OPERATOR_CONTACT}
    return render(request, f"help/{name}.html", {**operator, **context, "marking": "OFFICIAL"})
