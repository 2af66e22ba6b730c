"""The officer who sends the request, with their password, tokens and sessions."""

from django.http import HttpResponse
from django.http.response import HttpResponseBase

from broadhurst.capabilities.establishment.api.routing import router
from broadhurst.capabilities.establishment.api.schemas import (
    MeOut,
    NewTokenOut,
    PasswordChangedOut,
    SessionEndedOut,
    SessionOut,
    TokenOut,
)
from broadhurst.capabilities.establishment.api.shapes import (
    as_ended,
    as_new_token,
    as_password_changed,
    as_session,
    as_token,
)
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
from broadhurst.capabilities.establishment.lists.tokens import TOKENS
from broadhurst.capabilities.establishment.queries.administering import (
    sessions_in,
    tokens_in,
)
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


@router.post(
    "/me/change-password",
    **api.verb(ChangePasswordForm, "Change your own password", answer=PasswordChangedOut),
)
def change(request: ActingRequest) -> HttpResponse:
    return api.ask(
        request,
        ChangePasswordForm,
        change_password,
        as_json=as_password_changed,
    )


@router.get(
    "/tokens",
    **lists.listing(TOKENS, "List your tokens in force, and those you administer", TokenOut),
)
def tokens(request: ActingRequest) -> HttpResponseBase:
    return lists.listed(request, TOKENS, as_token)


@router.post(
    "/tokens", **api.verb(IssueTokenForm, "Issue a token for this posting", 201, answer=NewTokenOut)
)
def issue(request: ActingRequest) -> HttpResponse:
    return api.ask(request, IssueTokenForm, issue_token, as_json=as_new_token, status=201)


@router.post("/tokens/revoke", **lists.verb_on_each(RevokeTokenForm, "Revoke several tokens"))
def revoke_each(request: ActingRequest) -> HttpResponse:
    rows = tokens_in(request.actor)
    return lists.run_on_each(request, RevokeTokenForm, revoke_token, rows=rows, subject="token")


@router.post("/tokens/{ref}/revoke", **api.verb(RevokeTokenForm, "Revoke a token", answer=TokenOut))
def revoke(request: ActingRequest, ref: str) -> HttpResponse:
    token = api.find(request, tokens_in(request.actor), ref=ref)
    return api.ask(request, RevokeTokenForm, revoke_token, as_json=as_token, token=token)


@router.get(
    "/sessions",
    **api.listing("List your sessions, and those of accounts you administer", SessionOut),
)
def sessions(request: ActingRequest) -> HttpResponse:
    return api.listed(request, sessions_in(request.actor), by="ref", as_json=as_session)


@router.post(
    "/sessions/{ref}/end", **api.verb(EndSessionForm, "End a session", answer=SessionEndedOut)
)
def end(request: ActingRequest, ref: str) -> HttpResponse:
    session = api.find(request, sessions_in(request.actor), ref=ref)
    return api.ask(
        request,
        EndSessionForm,
        end_session,
        as_json=as_ended,
        session=session,
    )
