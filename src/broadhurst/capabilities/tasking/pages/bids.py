"""Pages of bids. Each command on a bid has its own page."""

from typing import Any

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse

from broadhurst.capabilities.deconfliction.queries.checks import is_fresh
from broadhurst.capabilities.deconfliction.queries.ocg_hits import open_hits_of
from broadhurst.capabilities.register.models import Ocg
from broadhurst.capabilities.tasking.commands.agree_terms import AgreeTermsForm, agree_terms
from broadhurst.capabilities.tasking.commands.allocate import AllocateForm, allocate
from broadhurst.capabilities.tasking.commands.answer import AnswerForm, answer
from broadhurst.capabilities.tasking.commands.bid import BidForm, bid
from broadhurst.capabilities.tasking.commands.decide import DecideForm, decide
from broadhurst.capabilities.tasking.commands.declare_interest import (
    DeclareInterestForm,
    declare_interest,
)
from broadhurst.capabilities.tasking.commands.deliver import DeliverForm, deliver
from broadhurst.capabilities.tasking.commands.evaluate import EvaluateForm, evaluate
from broadhurst.capabilities.tasking.commands.extend import ExtendForm, extend
from broadhurst.capabilities.tasking.commands.put_in_place import PutInPlaceForm, put_in_place
from broadhurst.capabilities.tasking.commands.ratify import RatifyForm, ratify
from broadhurst.capabilities.tasking.commands.triage import (
    PutOnAgendaForm,
    TriageForm,
    triage,
)
from broadhurst.capabilities.tasking.commands.withdraw import WithdrawForm, withdraw
from broadhurst.capabilities.tasking.commands.withdraw_interest import (
    WithdrawInterestForm,
    withdraw_interest,
)
from broadhurst.capabilities.tasking.commands.write_terms import WriteTermsForm, write_terms
from broadhurst.capabilities.tasking.lists.bids import BIDS
from broadhurst.capabilities.tasking.queries.bids import (
    bids,
    may_adopt,
    measures_of,
    named,
    ocg_of,
    parts_of,
    verbs_on,
)
from broadhurst.capabilities.tasking.queries.forms import barred_from, to_withdraw_interest
from broadhurst.capabilities.tasking.queries.steps import steps_of
from broadhurst.capabilities.tasking.rules.bidding import ENDED
from broadhurst.foundation.doors import web
from broadhurst.foundation.doors.wall import ActingRequest
from broadhurst.foundation.lists.bulk_page import ask_for_each
from broadhurst.foundation.lists.page import show


def bids_page(request: ActingRequest) -> HttpResponseBase:
    """List the bids that the officer can see, newest first."""
    return show(request, BIDS, "tasking/bids.html")


def put_on_agenda_page(request: ActingRequest) -> HttpResponse:
    """Put each of the chosen bids on the agenda of one meeting."""
    return ask_for_each(
        request,
        PutOnAgendaForm,
        triage,
        each_form=PutOnAgendaForm,
        rows=bids(),
        subject="bid",
        title="Put bids on an agenda",
        noun="bid",
        submit="Put on agenda",
        back=reverse("tasking:bids"),
    )


def bid_page(request: ActingRequest, ref: str) -> HttpResponse:
    row = web.find(request, bids(), ref=ref)
    parts, barred = parts_of(row, request.actor), barred_from(request.actor, row)
    interests = row.interests.select_related("officer", "recorded_by")
    is_declared = any(interest.withdrawn_at is None for interest in interests)
    context = {
        **_bid_context(row),
        "steps": steps_of(row),
        "verbs": verbs_on(row, parts, barred),
        "may_adopt": may_adopt(row, parts) and "decide" not in barred,
        "interests": interests,
        "may_withdraw_interest": is_declared and not to_withdraw_interest(request.actor, row),
        "is_ended": row.stage in ENDED,
    }
    return render(request, "tasking/bid.html", context)


def bid_for_page(request: ActingRequest, ref: str) -> HttpResponse:
    ocg = web.find(request, Ocg.objects.select_related("dossier"), ref=ref)
    return web.ask(
        request,
        BidForm,
        bid,
        ocg=ocg,
        title="Make a bid",
        submit="Make bid",
        go_to=lambda new_bid: reverse("tasking:bid", args=[new_bid.ref]),
        done=lambda new_bid: f"{new_bid.ref} is with {new_bid.board}.",
        context={
            "caption": ocg.caption,
            "intro": "The current assessment and the latest deconfliction receipt go with it. "
            "The board may see this OCG until the bid is closed.",
            "back": reverse("dossier:ocg_tasking", args=[ref]),
        },
    )


def _form_context(request: ActingRequest, ref: str) -> dict[str, Any]:
    """Return what every form about a bid needs: its summary and the way back."""
    row = web.find(request, bids(), ref=ref)
    href = reverse("tasking:bid", args=[ref])
    context = {
        **_bid_context(row),
        "above": "tasking/_bid.html",
        "back": href,
        "caption": named(row),
    }
    del context["title"]
    return {"bid": context.pop("bid"), "go_to": href, "context": context}


triage_page = web.verb(
    TriageForm, triage, _form_context, "Triage this bid", "Triage bid", "The bid is triaged."
)
answer_page = web.verb(
    AnswerForm,
    answer,
    _form_context,
    "Answer the board",
    "Send answer",
    "The board has the answer.",
)
decide_page = web.verb(
    DecideForm,
    decide,
    _form_context,
    "Decide this bid",
    "Sign decision",
    "The decision is signed and recorded.",
)
ratify_page = web.verb(
    RatifyForm,
    ratify,
    _form_context,
    "Ratify the interim decision",
    "Sign the board’s answer",
    "The board’s answer is signed and recorded.",
)
declare_interest_page = web.verb(
    DeclareInterestForm,
    declare_interest,
    _form_context,
    "Declare an interest",
    "Declare interest",
    "The interest is declared. The officer cannot decide this bid.",
)
withdraw_interest_page = web.verb(
    WithdrawInterestForm,
    withdraw_interest,
    _form_context,
    "Withdraw an interest",
    "Withdraw interest",
    "The interest is withdrawn.",
)
allocate_page = web.verb(
    AllocateForm,
    allocate,
    _form_context,
    "Allocate a team",
    "Allocate team",
    "A team is allocated.",
)
write_terms_page = web.verb(
    WriteTermsForm,
    write_terms,
    _form_context,
    "Write the terms of reference",
    "Save terms",
    "The SIO can agree the terms now.",
)
agree_terms_page = web.verb(
    AgreeTermsForm,
    agree_terms,
    _form_context,
    "Agree the terms of reference",
    "Agree terms",
    "The terms are agreed.",
)
extend_page = web.verb(
    ExtendForm,
    extend,
    _form_context,
    "Extend the booking",
    "Extend booking",
    "The team stays longer.",
)
put_in_place_page = web.verb(
    PutInPlaceForm,
    put_in_place,
    _form_context,
    "Record the team in place",
    "Record team in place",
    "The team is in place.",
)
deliver_page = web.verb(
    DeliverForm,
    deliver,
    _form_context,
    "Record the product",
    "Record product",
    "The product is recorded and can be evaluated.",
)
evaluate_page = web.verb(
    EvaluateForm,
    evaluate,
    _form_context,
    "Evaluate what was delivered",
    "Save evaluation",
    "The bid is closed.",
)
withdraw_page = web.verb(
    WithdrawForm,
    withdraw,
    _form_context,
    "Withdraw this bid",
    "Withdraw bid",
    "The bid is withdrawn.",
)


def _bid_context(row: Any) -> dict[str, Any]:
    """Return the context that every page of one bid shares."""
    return {
        "bid": row,
        "measures": measures_of(row),
        "is_fresh": is_fresh(getattr(row, "receipt", None)),
        "open_hits": open_hits_of(ocg_of(row)),
        "named": named(row),
        "title": f"Bid for {named(row)}",
    }
