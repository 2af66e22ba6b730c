"""Live mode: one item at a time on a shared screen, with the form of its decision."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from broadhurst.capabilities.deconfliction.queries.ocg_hits import open_hits_of
from broadhurst.capabilities.meetings.commands.conclude_item import ConcludeItemForm, conclude_item
from broadhurst.capabilities.meetings.models import Item
from broadhurst.capabilities.meetings.pages.shown import meeting_page
from broadhurst.capabilities.meetings.queries.agendas import (
    agendas,
    count_hidden,
    principals_present,
    title_of,
    waits_for_decision,
)
from broadhurst.capabilities.meetings.queries.live_items import first_open, item_at, order_of
from broadhurst.capabilities.meetings.queries.minutes import decision_in_words
from broadhurst.capabilities.meetings.rules.agendas import has_begun, objections_to_show
from broadhurst.capabilities.tasking.commands.decide import DecideForm, decide
from broadhurst.capabilities.tasking.commands.ratify import RatifyForm, ratify
from broadhurst.capabilities.tasking.queries.bids import bids, may_adopt, ocg_of, parts_of
from broadhurst.capabilities.tasking.queries.forms import barred_from
from broadhurst.capabilities.tasking.rules.seats import chairs, convenes
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.doors import web
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.may_open import objections_to_opening
from broadhurst.foundation.doors.paper import MARKING
from broadhurst.foundation.doors.wall import ActingRequest
from broadhurst.foundation.govuk.words import count, moment

TEMPLATE = "meetings/live.html"
Entry = tuple[type[CommandForm], Callable[..., Any], dict[str, Any], str]


def live_page(request: ActingRequest, ref: str) -> HttpResponse:
    """Show the first item that the meeting has not dealt with, or the meeting itself.

    Before the meeting begins, go back to its page.
    """
    agenda = web.find(request, agendas(), meeting__ref=ref)
    if not has_begun(agenda.meeting, clock.now()):
        messages.info(
            request, f"The meeting begins on {moment(agenda.meeting.at)}. Live mode opens then."
        )
        return redirect("meetings:meeting", ref)
    first = first_open(agenda)
    return live_item_page(request, first) if first else meeting_page(request, ref)


def live_item_page(request: ActingRequest, ref: str) -> HttpResponse:
    """Show one item in large type. Its decision is entered here once."""
    item = web.find(request, item_at, ref=ref)
    context = _context(request.actor, item, order_of(item.agenda))
    entry = None if context["hidden"] else _entry(request.actor, item, context["bid"])
    if entry is None:
        return render(request, TEMPLATE, context)
    form, command, subject, submit = entry
    return web.ask(
        request,
        form,
        command,
        title=context["title"],
        submit=submit,
        template=TEMPLATE,
        context=context,
        go_to=reverse("meetings:live_item", args=[ref]),
        done="Recorded.",
        **subject,
    )


def _context(actor: Actor, item: Item, order: list[str]) -> dict[str, Any]:
    """Return what the screen shows. A hidden item has no title, and no word of its record."""
    here = order.index(item.ref)
    hidden = count_hidden(item, principals_present(item.agenda))
    bid = bids().filter(pk=item.bid_id).first() if item.bid_id and not hidden else None
    board = item.agenda.meeting.board
    context = {
        "item": item,
        "title": f"Item {item.place}" if hidden else title_of(item),
        "hidden": count(hidden, "person") if hidden == 1 else f"{hidden} people" if hidden else "",
        "bid": bid,
        "decision": "" if hidden else decision_in_words(item),
        "number": here + 1,
        "many": len(order),
        "before": order[here - 1] if here else None,
        "after": order[here + 1] if here + 1 < len(order) else None,
        "may_show": not objections_to_show(chairs(actor, board), item.agenda, item),
        "may_change": convenes(actor, board) and item.agenda.agreed_at is None,
        "may_note": _may_note(actor, item),
        "marking": MARKING,
    }
    if bid:
        context["open_hits"] = open_hits_of(ocg_of(bid))
        is_open = may_adopt(bid, parts_of(bid, actor))
        context["may_adopt"] = is_open and "decide" not in barred_from(actor, bid)
    return context


def _entry(actor: Actor, item: Item, bid: Any) -> Entry | None:
    """Return the form for the meeting's next entry, or None if the reader enters nothing."""
    if bid and waits_for_decision(item) and _may_sign(actor, decide, bid):
        return DecideForm, decide, {"bid": bid}, "Sign decision"
    if item.kind == Item.Kind.INTERIM and bid and _may_sign(actor, ratify, bid):
        return RatifyForm, ratify, {"bid": bid}, "Sign the board’s answer"
    if _may_note(actor, item):
        return ConcludeItemForm, conclude_item, {"item": item}, "Save note"
    return None


def _may_sign(actor: Actor, command: Callable[..., Any], bid: Any) -> bool:
    """Return whether the reader may sign the board's decision or answer on a bid."""
    return not objections_to_opening(actor, command, {"bid": bid})


def _may_note(actor: Actor, item: Item) -> bool:
    """Return whether the reader may write the minutes of an item, once the meeting has begun."""
    agenda, meeting = item.agenda, item.agenda.meeting
    is_open = agenda.agreed_at is None and has_begun(meeting, clock.now())
    return is_open and convenes(actor, meeting.board)
