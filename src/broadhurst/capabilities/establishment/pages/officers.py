"""Pages of officers and their postings, for administrators.

The surface `administration` has the pages of `end_posting` and `close_account`. They also show the
OCGs that the officer still leads.
"""

from typing import Any

from django.db.models import Q
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse

from broadhurst.capabilities.establishment.commands.change_posting import (
    ChangePostingForm,
    change_posting,
)
from broadhurst.capabilities.establishment.commands.edit_officer import (
    EditOfficerForm,
    edit_officer,
)
from broadhurst.capabilities.establishment.commands.enrol import EnrolForm, enrol
from broadhurst.capabilities.establishment.commands.post import PostForm, post
from broadhurst.capabilities.establishment.commands.reopen_account import (
    ReopenAccountForm,
    reopen_account,
)
from broadhurst.capabilities.establishment.commands.reset_password import (
    ResetPasswordForm,
    reset_password,
)
from broadhurst.capabilities.establishment.lists.administered import OFFICERS
from broadhurst.capabilities.establishment.lists.tokens import TOKENS
from broadhurst.capabilities.establishment.pages.gate import for_administrators
from broadhurst.capabilities.establishment.queries.accounts import (
    objections_to_account,
    objections_to_reset,
)
from broadhurst.capabilities.establishment.queries.administering import (
    accounts_of,
    postings_in,
    sessions_in,
    tokens_in,
    tokens_in_force,
)
from broadhurst.capabilities.establishment.rules.accounts import objections_to_change_roles
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.agencies.models import Officer
from broadhurst.foundation.doors import web
from broadhurst.foundation.doors.dispatch import run_command
from broadhurst.foundation.doors.may_open import objections_to_opening, refusal
from broadhurst.foundation.doors.wall import ActingRequest
from broadhurst.foundation.lists.page import show


@for_administrators
def officers_page(request: ActingRequest) -> HttpResponseBase:
    """List the officers that an administrator manages."""
    return show(request, OFFICERS, "establishment/officers.html")


@for_administrators
def enrol_page(request: ActingRequest) -> HttpResponse:
    return web.ask(
        request,
        EnrolForm,
        enrol,
        title="Enrol an officer",
        submit="Enrol officer",
        done=lambda officer: (
            f"{officer.name} is enrolled. Post them to a unit, then give a password."
        ),
        go_to=lambda officer: reverse("establishment:officer", args=[officer.username]),
        context={"back": reverse("establishment:officers")},
    )


def officer_page(request: ActingRequest, ref: str) -> HttpResponse:
    """Show an officer's account, postings, appointments, tokens and sessions."""
    officer = web.find(request, accounts_of(request.actor), username=ref)
    actor = request.actor
    postings = officer.postings.select_related("unit__agency").order_by("-from_on")
    context = {
        "officer": officer,
        "postings": postings,
        "changeable": _changeable(actor, officer),
        "appointments": officer.appointments.select_related("officer", "post__agency"),
        "tokens": tokens_in_force(tokens_in(actor)).filter(posting__officer=officer),
        "sessions": sessions_in(actor).filter(officer=officer),
        "is_self": officer == actor.officer,
        "why_not": objections_to_account(actor, officer),
        "why_no_reset": objections_to_reset(actor, officer),
        "now": clock.now(),
    }
    return render(request, "establishment/officer.html", context)


def _changeable(actor: Actor, officer: Officer) -> set[int]:
    """Return the postings of an officer that this administrator may change and end."""
    if officer == actor.officer:
        return set()
    ahead = Q(until_on__isnull=True) | Q(until_on__gt=clock.today())
    postings = postings_in(actor).filter(ahead, officer=officer)
    return {
        posting.pk
        for posting in postings
        if not objections_to_change_roles(actor.roles, posting.roles)
    }


@for_administrators
def tokens_page(request: ActingRequest) -> HttpResponseBase:
    """List the active API tokens of the postings that an administrator manages."""
    return show(request, TOKENS, "establishment/tokens.html")


def reset_password_page(request: ActingRequest, ref: str) -> HttpResponse:
    """Give a one-time password, and show it once."""
    officer = web.find(request, accounts_of(request.actor), username=ref)
    back = reverse("establishment:officer", args=[officer.username])
    subject, is_sent = {"officer": officer}, request.method == "POST"
    if not is_sent and (why := objections_to_opening(request.actor, reset_password, subject)):
        return refusal(request, "Give a one-time password", why, back)
    form = ResetPasswordForm(*((request.POST,) if is_sent else ()), actor=request.actor)
    if form.is_valid():
        objections, secret = run_command(request.actor, reset_password, subject, form)
        if not objections:
            officer.refresh_from_db(fields=["password_expires_at"])
            context = {"secret": secret, "officer": officer, "back": back}
            return render(request, "establishment/one_time_password.html", context)
        for objection in objections:
            form.add_error(None, objection)
    context = {
        "form": form, "title": "Give a one-time password", "submit": "Give password",
        "caption": officer.name, "back": back, "danger": True,
        "warn": "The password, sessions and tokens that the officer has now stop at once.",
    }  # fmt: skip
    return render(request, "govuk/ask.html", context, status=409 if form.errors else 200)


def _about_officer(request: ActingRequest, ref: str) -> dict[str, Any]:
    officer = web.find(request, accounts_of(request.actor), username=ref)
    href = reverse("establishment:officer", args=[officer.username])
    context = {"caption": officer.name, "back": href}
    return {"officer": officer, "go_to": href, "context": context}


def _about_posting(request: ActingRequest, ref: str) -> dict[str, Any]:
    posting = web.find(request, postings_in(request.actor), ref=ref)
    href = reverse("establishment:officer", args=[posting.officer.username])
    caption = f"{posting.officer.name}, {posting.unit.name}"
    return {"posting": posting, "go_to": href, "context": {"caption": caption, "back": href}}


edit_officer_page = web.verb(
    EditOfficerForm, edit_officer, _about_officer, "Edit this officer", "Save officer",
    "The officer is saved.",
)  # fmt: skip
post_page = web.verb(
    PostForm, post, _about_officer, "Post this officer to a unit", "Post officer",
    "The officer is posted.",
)  # fmt: skip
reopen_account_page = web.verb(
    ReopenAccountForm, reopen_account, _about_officer, "Reopen this account", "Reopen account",
    "The account is open. Post the officer to a unit, then give a password.",
)  # fmt: skip
change_posting_page = web.verb(
    ChangePostingForm, change_posting, _about_posting, "Change this posting", "Save posting",
    "The posting is saved.",
)  # fmt: skip
