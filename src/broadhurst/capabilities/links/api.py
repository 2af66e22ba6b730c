"""The JSON API of links."""

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from ninja import Router

from broadhurst.capabilities.links.commands.correct_link import CorrectLinkForm, correct_link
from broadhurst.capabilities.links.commands.end_link import EndLinkForm, end_link
from broadhurst.capabilities.links.commands.link_ocgs import LinkOcgsForm, link_ocgs
from broadhurst.capabilities.links.commands.link_people import LinkPeopleForm, link_people
from broadhurst.capabilities.links.commands.withdraw_link import WithdrawLinkForm, withdraw_link
from broadhurst.capabilities.links.models import Link
from broadhurst.capabilities.links.queries.links import links, links_of
from broadhurst.capabilities.links.schemas import LinkOut
from broadhurst.capabilities.register.models import Ocg
from broadhurst.foundation.doors import api
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.wall import ActingRequest

router = Router(tags=["links"])


@router.get("/ocgs/{ref}/links", summary="The links of an OCG", response=api.items_of(LinkOut))
def list_links(request: ActingRequest, ref: str) -> HttpResponse:
    return api.all_of(links_of(_find_ocg(request, ref)), as_link)


@router.get("/links/{ref}", summary="One link", response=LinkOut)
def one_link(request: ActingRequest, ref: str) -> HttpResponse:
    return api.answer(as_link(api.find(request, links(), ref=ref)))


@router.post(
    "/ocgs/{ref}/link-ocgs", **api.verb(LinkOcgsForm, "Link two OCGs", 201, answer=LinkOut)
)
def add_link(request: ActingRequest, ref: str) -> HttpResponse:
    ocg = _find_ocg(request, ref)
    return api.ask(request, LinkOcgsForm, link_ocgs, as_json=as_link, status=201, ocg=ocg)


@router.post(
    "/ocgs/{ref}/link-people", **api.verb(LinkPeopleForm, "Link two people", 201, answer=LinkOut)
)
def add_link_of_people(request: ActingRequest, ref: str) -> HttpResponse:
    ocg = _find_ocg(request, ref)
    return api.ask(request, LinkPeopleForm, link_people, as_json=as_link, status=201, ocg=ocg)


def _on_a_link(form: type[CommandForm], command: Callable[..., Any]) -> Any:
    """Return the endpoint of a command on one link."""

    def endpoint(request: ActingRequest, ref: str) -> HttpResponse:
        link = api.find(request, links(), ref=ref)
        return api.ask(request, form, command, as_json=as_link, link=link)

    return endpoint


for form, command, summary in (
    (EndLinkForm, end_link, "End a link"),
    (CorrectLinkForm, correct_link, "Correct a link"),
    (WithdrawLinkForm, withdraw_link, "Withdraw a link"),
):
    path = f"/links/{{ref}}/{command.__name__.replace('_', '-')}"
    router.post(path, **api.verb(form, summary, answer=LinkOut))(_on_a_link(form, command))


def _find_ocg(request: ActingRequest, ref: str) -> Ocg:
    return api.find(request, Ocg.objects.select_related("dossier"), ref=ref)


def as_link(link: Link) -> LinkOut:
    return LinkOut(
        ref=link.ref,
        ocg=link.ocg.ref,
        other_ocg=link.other_ocg.ref,
        person=link.person.ref if link.person else None,
        other_person=link.other_person.ref if link.other_person else None,
        kind=link.kind,
        from_on=link.from_on,
        until_on=link.until_on,
        ended_because=link.ended_because,
        source=link.source,
        intelligence=link.intelligence,
        handling=link.handling,
        conditions=link.conditions,
        reason=link.reason,
        recorded_by=link.recorded_by.username,
        recorded_at=link.recorded_at,
        withdrawn_at=link.withdrawn_at,
        withdrawn_because=link.withdrawn_because,
    )
