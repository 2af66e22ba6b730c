"""The JSON API of the public site's look, and of Welsh versions."""

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from ninja import Router

from broadhurst.capabilities.public_site.lists import WELSH
from broadhurst.capabilities.public_site.models import Look, WelshVersion
from broadhurst.capabilities.public_site.queries.looks import look_of
from broadhurst.capabilities.public_site.queries.welsh import welsh_versions
from broadhurst.capabilities.public_site.schemas import LookOut, WelshOut
from broadhurst.foundation.agencies.models import Agency
from broadhurst.foundation.doors import api
from broadhurst.foundation.doors.wall import ActingRequest
from broadhurst.foundation.lists import api as lists

router = Router(tags=["public site"])


@router.get("/public-site/look", summary="How your public pages look", response=LookOut)
def current_look(request: ActingRequest) -> HttpResponse:
    agency = request.actor.agency
    look = look_of(agency)
    return api.answer(as_look(look) if look else as_usual(agency))


def as_look(look: Look) -> LookOut:
    return LookOut(organisation=look.agency.key, colour=look.colour)


def as_usual(agency: Agency) -> LookOut:
    return LookOut(organisation=agency.key, colour=None)


@router.get(
    "/welsh-versions", **lists.listing(WELSH, "List the Welsh versions of your unit", WelshOut)
)
def list_welsh(request: ActingRequest) -> HttpResponseBase:
    return lists.listed(request, WELSH, as_welsh)


@router.get("/welsh-versions/{ref}", summary="One Welsh version", response=WelshOut)
def one_welsh(request: ActingRequest, ref: str) -> HttpResponse:
    return api.answer(as_welsh(api.find(request, welsh_versions(), ref=ref)))


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
