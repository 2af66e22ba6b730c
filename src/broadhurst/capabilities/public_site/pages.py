"""Pages of the public site's look."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from broadhurst.capabilities.public_site import rules
from broadhurst.capabilities.public_site.commands import remove_look, set_look
from broadhurst.capabilities.public_site.queries.looks import look_of
from broadhurst.foundation.doors import web
from broadhurst.foundation.doors.wall import ActingRequest


def site_page(request: ActingRequest) -> HttpResponse:
    """Show how the public pages of the reader's organisation look."""
    agency = request.actor.agency
    context = {
        "agency": agency,
        "look": look_of(agency),
        "may_set": not rules.objections_to_set(request.actor.roles),
        "marking": "OFFICIAL",
    }
    return render(request, "public_site/site.html", context)


def set_look_page(request: ActingRequest) -> HttpResponse:
    return web.ask(
        request,
        set_look.SetLookForm,
        set_look.set_look,
        title="Set the colour of your public pages",
        submit="Set colour",
        done="Your organisation’s public pages have the new colour.",
        **_back(),
    )


def remove_look_page(request: ActingRequest) -> HttpResponse:
    return web.ask(
        request,
        remove_look.RemoveLookForm,
        remove_look.remove_look,
        title="Remove the colour of your public pages",
        submit="Remove colour",
        done="Your organisation’s public pages have the usual colour again.",
        **_back(),
    )


def _back() -> dict[str, Any]:
    address = reverse("public_site:site")
    return {"go_to": address, "context": {"back": address}}
