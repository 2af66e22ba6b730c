"""The JSON API of the public site's look, and of Welsh versions."""

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from ninja import Router

from broadhurst.capabilities.public_site.commands import (
    edit_welsh,
    publish_welsh,
    remove_look,
    set_look,
    withdraw_welsh,
    write_welsh,
)
from broadhurst.capabilities.public_site.lists import WELSH
from broadhurst.capabilities.public_site.models import Look, WelshVersion
from broadhurst.capabilities.public_site.queries.looks import look_of
from broadhurst.capabilities.public_site.queries.welsh import welsh_versions
from broadhurst.capabilities.public_site.schemas import LookOut, WelshOut
from broadhurst.foundation.agencies.models import Agency
from broadhurst.foundation.doors import api
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.wall import ActingRequest
from broadhurst.foundation.lists import api as lists

router = Router(tags=["public site"])


@router.get("/public-site/look", summary="How your public pages look", response=LookOut)
def current_look(request: ActingRequest) -> HttpResponse:
    agency = request.actor.agency
    look = look_of(agency)
    return api.answer(as_look(look) if look else as_usual(agency))


@router.post(
    "/public-site/look",
    **api.verb(set_look.SetLookForm, "Set the colour of your public pages", answer=LookOut),
)
def look_set(request: ActingRequest) -> HttpResponse:
    return api.ask(request, set_look.SetLookForm, set_look.set_look, as_json=as_look)


@router.post(
    "/public-site/look/remove",
    **api.verb(remove_look.RemoveLookForm, "Remove the colour", answer=LookOut),
)
def look_removed(request: ActingRequest) -> HttpResponse:
    return api.ask(request, remove_look.RemoveLookForm, remove_look.remove_look, as_json=as_usual)


def as_look(look: Look) -> LookOut:
    return LookOut(organisation=look.agency.key, colour=look.colour)


def as_usual(agency: Agency) -> LookOut:
    return LookOut(organisation=agency.key, colour=None)


@router.get(
    "/welsh-versions", **lists.listing(WELSH, "List the Welsh versions of your unit", WelshOut)
)
def list_welsh(request: ActingRequest) -> HttpResponseBase:
    return lists.listed(request, WELSH, as_welsh)


@router.post(
    "/welsh-versions",
    **api.verb(write_welsh.WriteWelshForm, "Write a Welsh version", 201, answer=WelshOut),
)
def welsh_written(request: ActingRequest) -> HttpResponse:
    form, then = write_welsh.WriteWelshForm, write_welsh.write_welsh
    return api.ask(request, form, then, as_json=as_welsh, status=201)


@router.get("/welsh-versions/{ref}", summary="One Welsh version", response=WelshOut)
def one_welsh(request: ActingRequest, ref: str) -> HttpResponse:
    return api.answer(as_welsh(api.find(request, welsh_versions(), ref=ref)))


def _asked(
    request: ActingRequest, ref: str, form: type[CommandForm], then: Callable[..., Any]
) -> HttpResponse:
    version = api.find(request, welsh_versions(), ref=ref)
    return api.ask(request, form, then, as_json=as_welsh, version=version)


@router.post(
    "/welsh-versions/{ref}/edit",
    **api.verb(edit_welsh.EditWelshForm, "Edit a Welsh version", answer=WelshOut),
)
def welsh_edited(request: ActingRequest, ref: str) -> HttpResponse:
    return _asked(request, ref, edit_welsh.EditWelshForm, edit_welsh.edit_welsh)


@router.post(
    "/welsh-versions/{ref}/publish",
    **api.verb(publish_welsh.PublishWelshForm, "Publish a Welsh version", answer=WelshOut),
)
def welsh_published(request: ActingRequest, ref: str) -> HttpResponse:
    return _asked(request, ref, publish_welsh.PublishWelshForm, publish_welsh.publish_welsh)


@router.post(
    "/welsh-versions/{ref}/withdraw",
    **api.verb(withdraw_welsh.WithdrawWelshForm, "Withdraw a Welsh version", answer=WelshOut),
)
def welsh_withdrawn(request: ActingRequest, ref: str) -> HttpResponse:
    return _asked(request, ref, withdraw_welsh.WithdrawWelshForm, withdraw_welsh.withdraw_welsh)


def as_welsh(version: WelshVersion) -> WelshOut:
    return WelshOut(
        ref=version.ref,
        translates=version.record,
        title=version.title,
        text=version.text,
        stage=version.stage,
        written_at=version.written_at,
        published_at=version.published_at,
        withdrawn_at=version.withdrawn_at,
        withdrawn_because=version.withdrawn_because or None,
    )
