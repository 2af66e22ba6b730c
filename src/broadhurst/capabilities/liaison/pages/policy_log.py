"""Pages of the policy log: its entries, and one page for each command on them."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from broadhurst.capabilities.liaison.commands.decide_jointly import (
    DecideJointlyForm,
    decide_jointly,
)
from broadhurst.capabilities.liaison.commands.log_decision import LogDecisionForm, log_decision
from broadhurst.capabilities.liaison.commands.sign import SignForm, sign
from broadhurst.capabilities.liaison.models import LogEntry
from broadhurst.capabilities.liaison.pages.back import back_to
from broadhurst.capabilities.liaison.queries.log import as_signed, entries
from broadhurst.capabilities.liaison.queries.log_copies import copies_of
from broadhurst.capabilities.liaison.rules.leading import objections_to_lead, role_of
from broadhurst.capabilities.liaison.rules.sealing import objections_to_sealer
from broadhurst.capabilities.liaison.rules.superseding import chain_of
from broadhurst.capabilities.register.models import Ocg
from broadhurst.capabilities.register.queries.leadership import current_leadership
from broadhurst.foundation.doors import web
from broadhurst.foundation.doors.paging import page_by_key
from broadhurst.foundation.doors.wall import ActingRequest

MOST_COPIES = 10


def policy_log(request: ActingRequest, ref: str) -> HttpResponse:
    ocg = web.find(request, Ocg.objects.all(), ref=ref)
    page = page_by_key(entries(ocg), request.GET, by="-number")
    log = [as_signed(entry, request.actor) for entry in page.rows]
    parts = current_leadership(ocg).parts_of(request.actor)
    context = {
        "ocg": ocg,
        "page": page,
        "log": log,
        "copies": copies_of(ocg)[:MOST_COPIES],
        "may_seal": log and not objections_to_sealer(parts),
    }
    return render(request, "liaison/policy_log.html", context)


def log_entry_page(request: ActingRequest, ref: str) -> HttpResponse:
    """Show one entry, with those it supersedes and those that supersede it."""
    log_entry = web.find(request, LogEntry.objects.select_related("ocg"), ref=ref)
    ocg, log = log_entry.ocg, entries(log_entry.ocg)
    entry = log.get(pk=log_entry.pk)
    context = {
        "ocg": ocg,
        "signed_entry": as_signed(entry, request.actor),
        "chain": chain_of(entry, log.prefetch_related(None)),
        "supersede_href": _supersede_href(request, entry),
    }
    return render(request, "liaison/log_entry.html", context)


def _supersede_href(request: ActingRequest, entry: LogEntry) -> str:
    """Return the address of the form to supersede an entry, or "" if this reader may not."""
    role = role_of(request.actor, current_leadership(entry.ocg).leads)
    if objections_to_lead(entry.ocg, role) or hasattr(entry, "superseded_by"):
        return ""
    name = "decide_jointly" if entry.needs_both else "log_decision"
    return f"{reverse(f'liaison:{name}', args=[entry.ocg.ref])}?supersedes={entry.ref}"


def _chosen(request: ActingRequest) -> dict[str, str]:
    """Return the entry to supersede that the address names, for the form."""
    return {"supersedes": request.GET.get("supersedes", "")}


def log_decision_page(request: ActingRequest, ref: str) -> HttpResponse:
    ocg = web.find(request, Ocg.objects.all(), ref=ref)
    return web.ask(
        request,
        LogDecisionForm,
        log_decision,
        ocg=ocg,
        initial=_chosen(request),
        title="Record a decision",
        submit="Record in the policy log",
        go_to=back_to(ocg),
        done=lambda entry: f"Entry {entry.number} is recorded.",
        context={"intro": "An entry is never changed once it is recorded.", "back": back_to(ocg)},
    )


def decide_jointly_page(request: ActingRequest, ref: str) -> HttpResponse:
    ocg = web.find(request, Ocg.objects.all(), ref=ref)
    return web.ask(
        request,
        DecideJointlyForm,
        decide_jointly,
        ocg=ocg,
        initial=_chosen(request),
        title="Record a joint decision",
        submit="Record and sign",
        go_to=back_to(ocg),
        done=lambda entry: f"Entry {entry.number} is recorded. It is joint once both have signed.",
        context={"intro": "An entry is never changed once it is recorded.", "back": back_to(ocg)},
    )


def sign_page(request: ActingRequest, ref: str) -> HttpResponse:
    rows = LogEntry.objects.select_related("ocg", "maker", "recorder", "sio", "lro")
    entry = web.find(request, rows.prefetch_related("signatures__officer"), ref=ref)
    return web.ask(
        request,
        SignForm,
        sign,
        entry=entry,
        title=f"Sign entry {entry.number} of the policy log",
        submit="Sign entry",
        go_to=back_to(entry.ocg),
        done="You have signed.",
        context={
            "above": "liaison/_entry.html",
            "back": back_to(entry.ocg),
            "signed_entry": as_signed(entry, request.actor),
        },
    )
