"""Pages for own entries, the stop list and flags."""

from typing import Any

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse

from broadhurst.capabilities.deconfliction.commands.answer_flag import AnswerFlagForm, answer_flag
from broadhurst.capabilities.deconfliction.commands.lift_stop import LiftStopForm, lift_stop
from broadhurst.capabilities.deconfliction.commands.renew_entry import RenewEntryForm, renew_entry
from broadhurst.capabilities.deconfliction.commands.stop_value import StopValueForm, stop_value
from broadhurst.capabilities.deconfliction.commands.withdraw_entry import (
    WithdrawEntryForm,
    withdraw_entry,
)
from broadhurst.capabilities.deconfliction.lists.entries import ENTRIES, FLAGS, STOPS
from broadhurst.capabilities.deconfliction.pages.doors import for_whoever_may
from broadhurst.capabilities.deconfliction.queries.entries import flags, own_entries, stops
from broadhurst.capabilities.deconfliction.queries.on_entry import on_entry, withdrawal_warnings
from broadhurst.capabilities.deconfliction.rules.stopping import NUMBERS, STOPPING_ROLES
from broadhurst.capabilities.deconfliction.targets.naming import in_words
from broadhurst.foundation.doors import web
from broadhurst.foundation.doors.wall import ActingRequest
from broadhurst.foundation.lists.bulk_page import ask_for_each
from broadhurst.foundation.lists.page import show


def entered_page(request: ActingRequest) -> HttpResponseBase:
    """List the entries of the reader's own unit. No page lists other units' entries."""
    return show(request, ENTRIES, "deconfliction/entered.html")


def renew_entries_page(request: ActingRequest) -> HttpResponse:
    """Renew each of the chosen entries of the reader's own unit."""
    return ask_for_each(
        request,
        RenewEntryForm,
        renew_entry,
        each_form=RenewEntryForm,
        rows=own_entries(request.actor),
        subject="entry",
        title="Renew entries",
        noun="entry",
        nouns="entries",
        submit="Renew entries",
        back=reverse("deconfliction:entered"),
    )


def entry_page(request: ActingRequest, ref: str) -> HttpResponse:
    """Show one entry of the reader's own unit, with what they may know of its hits."""
    entry = web.find(request, own_entries(request.actor), ref=ref)
    context = {
        "entry": entry,
        "submitted": in_words(entry.submitted),
        "of_hits": on_entry(entry, request.actor),
    }
    return render(request, "deconfliction/entry.html", context)


def _own(request: ActingRequest, ref: str) -> dict[str, Any]:
    entry = web.find(request, own_entries(request.actor), ref=ref)
    return {
        "entry": entry,
        "go_to": reverse("deconfliction:entered"),
        "context": {"caption": entry.title, "back": reverse("deconfliction:entered")},
    }


def _to_withdraw(request: ActingRequest, ref: str) -> dict[str, Any]:
    """Add warnings to `_own` if hits on the entry lose information with it."""
    about = _own(request, ref)
    if warnings := withdrawal_warnings(about["entry"], request.actor):
        about["context"]["intro"] = " ".join(warnings)
    return about


withdraw_page = web.verb(
    WithdrawEntryForm, withdraw_entry, _to_withdraw, "Withdraw this entry", "Withdraw entry",
    "The entry is withdrawn and deleted. Hits that it led to stay.",
)  # fmt: skip
renew_page = web.verb(
    RenewEntryForm, renew_entry, _own, "Renew this entry", "Renew entry", "The entry is renewed.",
)  # fmt: skip


@for_whoever_may("stop_list", "Stop list")
def stop_list_page(request: ActingRequest) -> HttpResponseBase:
    """Show the values that are never matched, with the reasons."""
    may_change = bool(request.actor.roles & set(STOPPING_ROLES))
    return show(
        request, STOPS, "deconfliction/stop_list.html", always=NUMBERS, may_change=may_change
    )


@for_whoever_may("stop_value", "Add a value to the stop list")
def stop_value_page(request: ActingRequest) -> HttpResponse:
    return web.ask(
        request,
        StopValueForm,
        stop_value,
        title="Add a value to the stop list",
        submit="Add value",
        go_to=reverse("deconfliction:stop_list"),
        done="The value is on the stop list.",
        context={
            "intro": "We will not match on it, because many unrelated people use it.",
            "back": reverse("deconfliction:stop_list"),
        },
    )


def _stop(request: ActingRequest, ref: str) -> dict[str, Any]:
    stopped = web.find(request, stops(), ref=ref)
    return {
        "stopped": stopped,
        "go_to": reverse("deconfliction:stop_list"),
        "context": {"caption": stopped.label, "back": reverse("deconfliction:stop_list")},
    }


_lift = for_whoever_may("stop_value", "Take this off the stop list")(
    web.verb(
        LiftStopForm, lift_stop, _stop, "Take this off the stop list", "Take off",
        "It is matched again. Targets that were checked meanwhile must be checked again.",
    )
)  # fmt: skip


def lift_page(request: ActingRequest, ref: str) -> HttpResponseBase:
    if not stops().filter(ref=ref).exists():
        web.find(request, stops(), ref=ref)  # answers "not found" to anyone, and records it
    return _lift(request, ref)


def flags_page(request: ActingRequest) -> HttpResponseBase:
    return show(request, FLAGS, "deconfliction/flags.html")


def flag_page(request: ActingRequest, ref: str) -> HttpResponseBase:
    return render(request, "deconfliction/flag.html", {"flag": web.find(request, flags(), ref=ref)})


def _flag(request: ActingRequest, ref: str) -> dict[str, Any]:
    address = reverse("deconfliction:flag", args=[ref])
    return {
        "flag": web.find(request, flags(), ref=ref),
        "go_to": address,
        "context": {"above": "deconfliction/_flag.html", "back": address},
    }


answer_flag_page = web.verb(
    AnswerFlagForm, answer_flag, _flag, "Answer this flag", "Answer flag", "The flag is answered."
)
