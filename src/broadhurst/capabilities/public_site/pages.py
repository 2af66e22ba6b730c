"""Pages of the public site's look, and of Welsh versions."""

from typing import Any

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse

from broadhurst.capabilities.public_site import rules
from broadhurst.capabilities.public_site.commands import (
    edit_welsh,
    publish_welsh,
    remove_look,
    set_look,
    withdraw_welsh,
    write_welsh,
)
from broadhurst.capabilities.public_site.lists import COLOURS, WELSH
from broadhurst.capabilities.public_site.models import WelshVersion
from broadhurst.capabilities.public_site.queries.looks import look_of
from broadhurst.capabilities.public_site.queries.welsh import published_by, welsh_versions
from broadhurst.foundation.between_transactions import CannotRender
from broadhurst.foundation.doors import web
from broadhurst.foundation.doors.documents import html
from broadhurst.foundation.doors.wall import ActingRequest
from broadhurst.foundation.lists.page import show

NEXT = "The draft is saved. Next: another officer publishes it."


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


def welsh_list_page(request: ActingRequest) -> HttpResponseBase:
    """Show the Welsh versions of the reader's unit."""
    may_write = not rules.objections_to_set(request.actor.roles)
    return show(request, WELSH, "public_site/welsh_versions.html", may_write=may_write)


def welsh_page(request: ActingRequest, ref: str) -> HttpResponse:
    """Show one Welsh version as the public will read it, and what can be done with it."""
    version, actor = web.find(request, welsh_versions(), ref=ref), request.actor
    verbs = rules.STAGES.open_to(version.stage, rules.roles_on(actor, version))
    context = {
        "version": version,
        "colour": COLOURS[version.stage],
        "english": published_by(version.unit.agency).get(version.record, ""),
        "verbs": [verb for verb in verbs if not rules.objections_to_verb(verb, actor, version)],
        "marking": "OFFICIAL",
    }
    try:
        context["text"] = html(version.text)
    except CannotRender as cannot:
        context["problem"] = str(cannot)
    return render(request, "public_site/welsh_version.html", context)


def write_welsh_page(request: ActingRequest) -> HttpResponse:
    return web.ask(
        request,
        write_welsh.WriteWelshForm,
        write_welsh.write_welsh,
        title="Write a Welsh version",
        submit="Save draft",
        go_to=_address,
        done=NEXT,
        context={"back": reverse("public_site:welsh_versions")},
    )


def _about(request: ActingRequest, ref: str) -> dict[str, Any]:
    version = web.find(request, welsh_versions(), ref=ref)
    return {"version": version, "go_to": _address(version)}


def _address(version: WelshVersion) -> str:
    return reverse("public_site:welsh_version", args=[version.ref])


edit_welsh_page = web.verb(
    edit_welsh.EditWelshForm, edit_welsh.edit_welsh, _about,
    "Edit the Welsh version", "Save draft", NEXT,
    intro="A public version leaves the public site until another officer publishes it again.",
)  # fmt: skip
publish_welsh_page = web.verb(
    publish_welsh.PublishWelshForm, publish_welsh.publish_welsh, _about,
    "Publish the Welsh version", "Publish Welsh version",
    "The Welsh version is on the public site.",
)  # fmt: skip
withdraw_welsh_page = web.verb(
    withdraw_welsh.WithdrawWelshForm, withdraw_welsh.withdraw_welsh, _about,
    "Withdraw the Welsh version", "Withdraw Welsh version", "The Welsh version is withdrawn.",
    danger=True,
)  # fmt: skip
