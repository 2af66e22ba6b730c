"""JSON API of bids: list, show and make them.

Each command on a bid has its own endpoint.
"""

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from ninja import Router

from broadhurst.capabilities.register.models import Ocg
from broadhurst.capabilities.tasking.api.schemas import (
    BidDetailOut,
    BidOut,
)
from broadhurst.capabilities.tasking.api.shapes import (
    as_allocation,
    as_bid,
    as_decision,
    as_interest,
    in_full,
)
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
from broadhurst.capabilities.tasking.queries.bid_on_paper import BID_COPY
from broadhurst.capabilities.tasking.queries.bids import bids
from broadhurst.foundation.doors import api
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.wall import ActingRequest
from broadhurst.foundation.lists import api as lists
from broadhurst.foundation.record_copies.api import add_downloads

router = Router()
add_downloads(router, "/bids/{ref}/copy", BID_COPY)


@router.get("/bids", **lists.listing(BIDS, "List the bids you can see", BidOut))
def list_bids(request: ActingRequest) -> HttpResponseBase:
    return lists.listed(request, BIDS, as_bid)


@router.post(
    "/bids/put-on-agenda",
    **lists.verb_on_each(PutOnAgendaForm, "Put several bids on the agenda of a meeting"),
)
def put_on_agenda(request: ActingRequest) -> HttpResponse:
    return lists.run_on_each(request, PutOnAgendaForm, triage, rows=bids(), subject="bid")


@router.get("/bids/{ref}", summary="One bid and its history, newest first", response=BidDetailOut)
def one_bid(request: ActingRequest, ref: str) -> HttpResponse:
    return api.answer(in_full(_find_bid(request, ref)))


def _find_bid(request: ActingRequest, ref: str) -> Any:
    return api.find(request, bids(), ref=ref)


@router.post("/ocgs/{ref}/bid", **api.verb(BidForm, "Make a bid", 201, answer=BidOut))
def make_bid(request: ActingRequest, ref: str) -> HttpResponse:
    ocg = api.find(request, Ocg.objects.all(), ref=ref)
    return api.ask(request, BidForm, bid, as_json=as_bid, status=201, ocg=ocg)


def _on_a_bid(form: type[CommandForm], command: Callable[..., Any], as_json: api.AsJson) -> Any:
    """Return the endpoint that runs a command on one bid."""

    def endpoint(request: ActingRequest, ref: str) -> HttpResponse:
        return api.ask(request, form, command, as_json=as_json, bid=_find_bid(request, ref))

    return endpoint


for form, verb, as_json, summary in (
    (TriageForm, triage, as_bid, "Triage a bid"),
    (AnswerForm, answer, as_bid, "Answer the board"),
    (DecideForm, decide, as_decision, "Decide a bid"),
    (RatifyForm, ratify, as_decision, "Ratify an interim decision, or let it lapse"),
    (DeclareInterestForm, declare_interest, as_interest, "Declare an interest in a bid"),
    (WithdrawInterestForm, withdraw_interest, as_interest, "Withdraw an interest"),
    (AllocateForm, allocate, as_allocation, "Allocate a team"),
    (WriteTermsForm, write_terms, as_allocation, "Write the terms of reference"),
    (AgreeTermsForm, agree_terms, as_allocation, "Agree the terms of reference"),
    (ExtendForm, extend, as_allocation, "Extend the booking of a team"),
    (PutInPlaceForm, put_in_place, as_allocation, "Record a team in place"),
    (DeliverForm, deliver, as_allocation, "Record the product"),
    (EvaluateForm, evaluate, as_bid, "Evaluate what was delivered"),
    (WithdrawForm, withdraw, as_bid, "Withdraw a bid"),
):
    path = f"/bids/{{ref}}/{verb.__name__.replace('_', '-')}"
    described = api.verb(form, summary, answer=api.schema_of(as_json))
    router.post(path, **described)(_on_a_bid(form, verb, as_json))
