"""The officer who sends the request, with their tokens and sessions."""

from django.http import HttpResponse
from django.http.response import HttpResponseBase

from broadhurst.capabilities.establishment.api.routing import router
from broadhurst.capabilities.establishment.api.schemas import MeOut, SessionOut, TokenOut
from broadhurst.capabilities.establishment.api.shapes import as_session, as_token
from broadhurst.capabilities.establishment.lists.tokens import TOKENS
from broadhurst.capabilities.establishment.queries.administering import sessions_in
from broadhurst.foundation.doors import api
from broadhurst.foundation.doors.wall import ActingRequest
from broadhurst.foundation.lists import api as lists


@router.get("/me", summary="The officer and posting of this token", response=MeOut)
def me(request: ActingRequest) -> HttpResponse:
    actor = request.actor
    return api.answer(
        MeOut(
            officer=actor.officer.username,
            name=actor.officer.name,
            unit=actor.unit.key,
            agency=actor.agency.key,
            roles=sorted(actor.roles),
        )
    )


@router.get(
    "/tokens",
    **lists.listing(TOKENS, "List your tokens in force, and those you administer", TokenOut),
)
def tokens(request: ActingRequest) -> HttpResponseBase:
    return lists.listed(request, TOKENS, as_token)


@router.get(
    "/sessions",
    **api.listing("List your sessions, and those of accounts you administer", SessionOut),
)
def sessions(request: ActingRequest) -> HttpResponse:
    return api.listed(request, sessions_in(request.actor), by="ref", as_json=as_session)
