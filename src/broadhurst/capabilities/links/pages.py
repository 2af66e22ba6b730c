"""Pages of links: one link, and one page for each command."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from broadhurst.capabilities.links.commands.correct_link import CorrectLinkForm, correct_link
from broadhurst.capabilities.links.commands.end_link import EndLinkForm, end_link
from broadhurst.capabilities.links.commands.link_ocgs import LinkOcgsForm, link_ocgs
from broadhurst.capabilities.links.commands.link_people import LinkPeopleForm, link_people
from broadhurst.capabilities.links.commands.withdraw_link import WithdrawLinkForm, withdraw_link
from broadhurst.capabilities.links.queries.links import links, parts_of
from broadhurst.capabilities.links.rules import objections_to_change
from broadhurst.capabilities.register.models import Ocg
from broadhurst.foundation.doors import web
from broadhurst.foundation.doors.wall import ActingRequest


def link_page(request: ActingRequest, ref: str) -> HttpResponse:
    link = web.find(request, links(), ref=ref)
    context = {
        "link": link,
        "may_change": not objections_to_change(link, parts_of(link, request.actor)),
        "earlier": link.replaces,
        "later": links().filter(replaces=link).first(),
    }
    return render(request, "links/link.html", context)


def _about_ocg(request: ActingRequest, ref: str) -> dict[str, Any]:
    ocg = web.find(request, Ocg.objects.select_related("dossier"), ref=ref)
    return {"ocg": ocg, "go_to": reverse("dossier:ocg_links", args=[ref])}


def _about(request: ActingRequest, ref: str) -> dict[str, Any]:
    link = web.find(request, links(), ref=ref)
    context = {"above": "links/_link.html", "back": reverse("links:link", args=[ref])}
    # A correction has a reference of its own.
    return {
        "link": link,
        "go_to": lambda saved: reverse("links:link", args=[saved.ref]),
        "context": context,
    }


SEEN_BY = "Only people who can see both of them will see this link."
link_ocgs_page = web.verb(
    LinkOcgsForm,
    link_ocgs,
    _about_ocg,
    "Link with another OCG",
    "Link OCGs",
    "The OCGs are linked.",
    intro=SEEN_BY,
)
link_people_page = web.verb(
    LinkPeopleForm,
    link_people,
    _about_ocg,
    "Link two people",
    "Link people",
    "The people are linked.",
    intro=SEEN_BY,
)
end_link_page = web.verb(
    EndLinkForm, end_link, _about, "End this link", "End link", "The link has ended."
)
correct_link_page = web.verb(
    CorrectLinkForm,
    correct_link,
    _about,
    "Correct this link",
    "Save correction",
    "The link is corrected.",
)
withdraw_link_page = web.verb(
    WithdrawLinkForm,
    withdraw_link,
    _about,
    "Withdraw this link",
    "Withdraw link",
    "The link is withdrawn.",
    intro="Withdraw a link that was recorded in error. If it is over, end it instead.",
)
