"""Pages of an officer's notifications: about them and their unit, and on OCGs they follow."""

from typing import Any

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from broadhurst.capabilities.following.commands.mark_followed_read import (
    MarkFollowedReadForm,
    mark_followed_read,
)
from broadhurst.capabilities.following.queries import (
    by_dossier,
    changes_in,
    follows_of,
    unread_changes,
)
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.doors import web
from broadhurst.foundation.doors.dispatch import run_command
from broadhurst.foundation.doors.layout import as_badge, hidden_from
from broadhurst.foundation.doors.paging import Page, page_by_key
from broadhurst.foundation.doors.wall import ActingRequest
from broadhurst.foundation.notices.commands import choose_emails, choose_kinds, mark_read
from broadhurst.foundation.notices.kinds import FOLLOWED
from broadhurst.foundation.notices.queries import kinds_on, notices_of, unread_count
from broadhurst.surfaces.home.forms import ChooseEmailsForm, ChooseKindsForm, MarkReadForm
from broadhurst.surfaces.home.grouping import Group, grouped
from broadhurst.surfaces.home.records import addresses


def notices(request: ActingRequest) -> HttpResponse:
    """Show the notifications of this officer and of the unit they act in, by record.

    A POST marks those about one record, or all, as read.
    """
    if request.method == "POST":
        form = MarkReadForm(request.POST, actor=request.actor)
        if form.is_valid():
            run_command(request.actor, mark_read, {}, form)
        return redirect("home:notices")
    page = page_by_key(notices_of(request.actor), request.GET, by="-event_id")
    groups = grouped((notice.event, notice.is_read) for notice in page.rows)  # type: ignore[attr-defined]
    return _render(request, "home/notices.html", page, groups)


def followed(request: ActingRequest) -> HttpResponse:
    """Show what others changed on the OCGs that this officer follows, by OCG.

    A POST marks the changes on one OCG, or on all, as read.
    """
    if request.method == "POST":
        form = MarkFollowedReadForm(request.POST, actor=request.actor)
        if form.is_valid():
            run_command(request.actor, mark_followed_read, {}, form)
        return redirect("home:followed")
    follows = list(follows_of(request.actor))
    follow_of = by_dossier(follows)
    page = page_by_key(changes_in(follow_of, request.actor), request.GET, by="-at")
    # An action that partners see has a dossier of its own. It is still listed under its OCG.
    groups = grouped(
        ((event, event.at <= follow_of[event.dossier_id or 0].read_at) for event in page.rows),
        about=lambda event: follow_of[event.dossier_id or 0].ocg.ref,
    )
    return _render(request, "home/followed.html", page, groups, follows=follows)


def choose_kinds_page(request: ActingRequest) -> HttpResponse:
    return web.ask(
        request,
        ChooseKindsForm,
        choose_kinds,
        title="Choose your notifications",
        submit="Save choice",
        done="Your choice of notifications is saved.",
        go_to=reverse("establishment:account"),
    )


def choose_emails_page(request: ActingRequest) -> HttpResponse:
    if not settings.SENDS_EMAIL:
        raise Http404
    return web.ask(
        request,
        ChooseEmailsForm,
        choose_emails,
        title="Choose your emails",
        submit="Save choice",
        done="Your choice of emails is saved.",
        go_to=reverse("establishment:account"),
        context={"intro": _where_emails_go(request.actor)},
    )


def _where_emails_go(actor: Actor) -> str:
    if actor.officer.email:
        return f"Emails go to {actor.officer.email}."
    return "Your account has no email address. An administrator of your organisation can add it."


def go_to(request: ActingRequest, ref: str) -> HttpResponse:
    """Lead to the page of a record, from its reference: emails and calendars link here."""
    href = addresses([ref]).get(ref)
    if href is None:
        raise Http404
    return redirect(href)


def _render(
    request: ActingRequest, template: str, page: Page[Any], groups: list[Group], **more: Any
) -> HttpResponse:
    tabs = _tabs(request.actor, template)
    has_unread = any(tab["count"] for tab in tabs if tab["active"])
    context = {"page": page, "groups": groups, "tabs": tabs, "has_unread": has_unread, **more}
    return render(request, template, context)


def _tabs(actor: Actor, template: str) -> list[dict[str, Any]]:
    """Return the tabs. Somebody who sees no OCG has no tab of OCGs to follow."""
    tabs: list[dict[str, Any]] = [
        {
            "text": "About you and your unit",
            "href": reverse("home:notices"),
            "active": template == "home/notices.html",
            "count": as_badge(unread_count()),
        }
    ]
    is_here, follows = template == "home/followed.html", follows_of(actor)
    may_follow = is_here or "ocg" not in hidden_from(actor, sees_an_ocg=follows.exists())
    if may_follow and FOLLOWED in kinds_on(actor):
        tabs.append(
            {
                "text": "OCGs you follow",
                "href": reverse("home:followed"),
                "active": is_here,
                "count": as_badge(unread_changes(actor)),
            }
        )
    return tabs
