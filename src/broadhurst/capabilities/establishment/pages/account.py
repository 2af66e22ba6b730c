"""Your own account: password, sessions and API tokens."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

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
from broadhurst.capabilities.establishment.pages.sign_in import choose
from broadhurst.capabilities.establishment.queries.administering import (
    sessions_in,
    tokens_in,
    tokens_in_force,
)
from broadhurst.capabilities.establishment.queries.officers import postings_of
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor, actor_in
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.agencies.models import ApiToken, Officer
from broadhurst.foundation.doors import web
from broadhurst.foundation.doors.command_form import asked_at
from broadhurst.foundation.doors.dispatch import run_command
from broadhurst.foundation.doors.wall import ActingRequest, open_to_anyone
from broadhurst.foundation.lists.bulk_page import ask_for_each


def account_page(request: ActingRequest) -> HttpResponse:
    """Show the officer's own sessions and tokens, with the actions on each."""
    officer = request.actor.officer
    context = {
        "sessions": sessions_in(request.actor).filter(officer=officer),
        "sends_email": settings.SENDS_EMAIL,
        "this_session": request.session.session_key,
        "tokens": tokens_in_force(tokens_in(request.actor)).filter(posting__officer=officer),
    }
    return render(request, "establishment/account.html", context)


@open_to_anyone
def change_password_page(request: HttpRequest) -> HttpResponse:
    """Change your own password. People with a one-time password see this page first."""
    actor = _signed_in(request)
    if actor is None:
        return redirect(
            "establishment:sign_in"
            if not request.user.is_authenticated
            else "establishment:postings"
        )
    bound = (request.POST,) if request.method == "POST" else ()
    form = ChangePasswordForm(*bound, actor=actor)
    status = 200
    if form.is_bound:
        objections: list[str] = []
        if form.is_valid():
            with as_actor(actor):
                objections, officer = run_command(actor, change_password, {}, form)
            if not objections:
                update_session_auth_hash(request, officer)
                messages.success(request, "Your password is changed. Your other sessions ended.")
                has_posting = getattr(request, "actor", None)
                return (
                    redirect("establishment:account") if has_posting else choose(request, officer)
                )
            for objection in objections:
                form.add_error(asked_at(form, objection) or None, objection)
        status = 409 if objections else 422
    intro = "You have a one-time password. Choose your own to go on."
    context = {
        "form": form,
        "title": "Change your password",
        "submit": "Change password",
        "intro": intro if actor.officer.password_is_temporary else "",
    }
    return render(request, "govuk/ask.html", context, status=status)


def _signed_in(request: HttpRequest) -> Actor | None:
    """Return the signed-in officer in one of their postings.

    An officer with a one-time password has not chosen a posting yet.
    """
    current: Actor | None = getattr(request, "actor", None)
    if current or not isinstance(request.user, Officer):
        return current
    posting = postings_of(request.user, clock.today()).select_related("officer").first()
    return actor_in(posting) if posting else None


def token_page(request: ActingRequest) -> HttpResponse:
    """Issue an API token or a calendar's address for this posting, and show it once."""
    form = IssueTokenForm(*([request.POST] if request.POST else []), actor=request.actor)
    if form.is_valid():
        token = issue_token(actor=request.actor, **form.cleaned_data)
        is_calendar = form.cleaned_data["opens"] == ApiToken.Opens.CALENDAR
        issued = {"secret": token.secret, "is_calendar": is_calendar}
        return render(request, "establishment/token.html", issued)
    form.initial = {"opens": request.GET.get("opens", ApiToken.Opens.API)}
    context = {"form": form, "title": "Issue an API token or a calendar address"}
    context |= {"submit": "Issue"}
    context |= {"back": reverse("establishment:account")}
    return render(request, "govuk/ask.html", context, status=422 if form.errors else 200)


def revoke_tokens_page(request: ActingRequest) -> HttpResponse:
    """Revoke each of the chosen tokens."""
    return ask_for_each(
        request,
        RevokeTokenForm,
        revoke_token,
        each_form=RevokeTokenForm,
        rows=tokens_in(request.actor),
        subject="token",
        title="Revoke API tokens",
        noun="token",
        submit="Revoke tokens",
        warn="Programs that use these tokens stop working at once.",
        back=reverse(f"establishment:{'tokens' if request.actor.administers else 'account'}"),
    )


def revoke_token_page(request: ActingRequest, ref: str) -> HttpResponse:
    token = web.find(request, tokens_in(request.actor), ref=ref)
    is_own = token.posting.officer_id == request.actor.officer.pk
    back = reverse("establishment:account") if is_own else reverse("establishment:tokens")
    about = f"“{token.label}”, {token.posting.officer.name}"
    return web.ask(
        request,
        RevokeTokenForm,
        revoke_token,
        title="Revoke an API token",
        submit="Revoke token",
        done="The token is revoked.",
        go_to=back,
        token=token,
        context={
            "caption": about,
            "back": back,
            "danger": True,
            "warn": "Programs that use this token stop working at once.",
        },
    )


def end_session_page(request: ActingRequest, ref: str) -> HttpResponse:
    session = web.find(request, sessions_in(request.actor), ref=ref)
    owner = session.officer
    back = reverse("establishment:account")
    if owner and owner != request.actor.officer:
        back = reverse("establishment:officer", args=[owner.username])
    return web.ask(
        request,
        EndSessionForm,
        end_session,
        title="End a session",
        submit="End session",
        done="The session has ended.",
        go_to=back,
        session=session,
        context={
            "caption": str(owner or ""),
            "back": back,
            "danger": True,
            "warn": "Anyone using this session has to sign in again.",
        },
    )
