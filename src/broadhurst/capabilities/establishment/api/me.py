"""The officer who sends the request, with their password, tokens and sessions."""

from django.http import HttpResponse

from broadhurst.capabilities.establishment.api.routing import router
from broadhurst.capabilities.establishment.api.shapes import as_session, as_token
from broadhurst.capabilities.establishment.commands.change_password import (
    ChangePasswordForm,
    change_password,
)
from broadhurst.capabilities.establishment.commands.end_session import EndSessionForm, end_session
from broadhurst.capabilities.establishment.commands.issue_token import IssueTokenForm, issue_token
from broadhurst.capabilities.establishment.commands.revoke_token import (
    RevokeTokenForm,
    revoke_token,
)
from broadhurst.capabilities.establishment.queries.administering import (
    sessions_in,
    tokens_in,
    tokens_in_force,
)
from broadhurst.foundation.doors import api
from broadhurst.foundation.doors.wall import ActingRequest


@router.get("/me", summary="The officer and posting of this token")
def me(request: ActingRequest) -> HttpResponse:
    actor = request.actor
    return api.answer(
        {
            "officer": actor.officer.username,
            "name": actor.officer.name,
            "unit": actor.unit.key,
            "agency": actor.agency.key,
            "roles": sorted(actor.roles),
        }
    )


@router.post("/me/change-password", **api.verb(ChangePasswordForm, "Change your own password"))
def change(request: ActingRequest) -> HttpResponse:
    return api.ask(
        request,
        ChangePasswordForm,
        change_password,
        as_json=lambda officer: {"officer": officer.username},
    )


@router.get("/tokens", **api.listing("List your tokens in force, and those you administer"))
def tokens(request: ActingRequest) -> HttpResponse:
    rows = tokens_in_force(tokens_in(request.actor))
    return api.listed(request, rows, by="-created_at", as_json=as_token)


@router.post("/tokens", **api.verb(IssueTokenForm, "Issue a token for this posting", 201))
def issue(request: ActingRequest) -> HttpResponse:
    return api.ask(
        request, IssueTokenForm, issue_token, as_json=lambda secret: {"token": secret}, status=201
    )


@router.post("/tokens/{ref}/revoke", **api.verb(RevokeTokenForm, "Revoke a token"))
def revoke(request: ActingRequest, ref: str) -> HttpResponse:
    token = api.find(request, tokens_in(request.actor), ref=ref)
    return api.ask(request, RevokeTokenForm, revoke_token, as_json=as_token, token=token)


@router.get("/sessions", **api.listing("List your sessions, and those of accounts you administer"))
def sessions(request: ActingRequest) -> HttpResponse:
    return api.listed(request, sessions_in(request.actor), by="ref", as_json=as_session)


@router.post("/sessions/{ref}/end", **api.verb(EndSessionForm, "End a session"))
def end(request: ActingRequest, ref: str) -> HttpResponse:
    session = api.find(request, sessions_in(request.actor), ref=ref)
    return api.ask(
        request,
        EndSessionForm,
        end_session,
        as_json=lambda ended_ref: {"ref": ended_ref},
        session=session,
    )
