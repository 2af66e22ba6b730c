"""The JSON API of the public site's look."""

from django.http import HttpResponse
from ninja import Router

from broadhurst.capabilities.public_site.commands import remove_look, set_look
from broadhurst.capabilities.public_site.models import Look
from broadhurst.capabilities.public_site.queries.looks import look_of
from broadhurst.capabilities.public_site.schemas import LookOut
from broadhurst.foundation.agencies.models import Agency
from broadhurst.foundation.doors import api
from broadhurst.foundation.doors.wall import ActingRequest

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
