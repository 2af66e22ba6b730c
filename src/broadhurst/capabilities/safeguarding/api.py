"""Safeguarding's JSON door."""

from typing import Any

from django.http import HttpResponse
from ninja import Router

from broadhurst.capabilities.register.models import Ocg
from broadhurst.capabilities.register.queries import members
from broadhurst.capabilities.safeguarding.commands.acknowledge import AcknowledgeForm, acknowledge
from broadhurst.capabilities.safeguarding.commands.chase import ChaseForm, chase
from broadhurst.capabilities.safeguarding.commands.close import CloseForm, close
from broadhurst.capabilities.safeguarding.commands.decide import DecideForm, decide
from broadhurst.capabilities.safeguarding.commands.record_no_referral import (
    NoReferralForm,
    record_no_referral,
)
from broadhurst.capabilities.safeguarding.commands.refer import ReferForm, refer
from broadhurst.capabilities.safeguarding.models import NotReferred, Referral
from broadhurst.capabilities.safeguarding.queries import referrals
from broadhurst.foundation.doors import api
from broadhurst.foundation.doors.wall import ActingRequest

router = Router(tags=["safeguarding"])


@router.get(
    "/referrals", **api.listing("List the referrals you may see", stage=Referral.Stage.values)
)
def list_referrals(request: ActingRequest) -> HttpResponse:
    rows = referrals()
    if stage := api.chosen(request, "stage", Referral.Stage.values):
        rows = rows.filter(stage=stage)
    return api.listed(request, rows, by="-sent_at", as_json=as_referral)


@router.get("/referrals/{ref}", summary="One referral")
def one_referral(request: ActingRequest, ref: str) -> HttpResponse:
    return api.answer(as_referral(_found(request, ref)))


@router.post("/ocgs/{ref}/refer", **api.verb(ReferForm, "Refer a person at risk", 201))
def refer_person(request: ActingRequest, ref: str) -> HttpResponse:
    ocg = api.find(request, Ocg.objects.all(), ref=ref)
    return api.ask(request, ReferForm, refer, as_json=as_referral, status=201, ocg=ocg)


@router.post(
    "/people/{ref}/no-referral", **api.verb(NoReferralForm, "Record why nobody is referred", 201)
)
def no_referral(request: ActingRequest, ref: str) -> HttpResponse:
    member = api.find(request, members(), person__ref=ref)
    return api.ask(
        request, NoReferralForm, record_no_referral, as_json=as_decided, status=201, member=member
    )


@router.post("/referrals/{ref}/acknowledge", **api.verb(AcknowledgeForm, "Acknowledge a referral"))
def acknowledge_referral(request: ActingRequest, ref: str) -> HttpResponse:
    found = _found(request, ref)
    return api.ask(request, AcknowledgeForm, acknowledge, as_json=as_referral, referral=found)


@router.post("/referrals/{ref}/chase", **api.verb(ChaseForm, "Record a chase"))
def chase_referral(request: ActingRequest, ref: str) -> HttpResponse:
    found = _found(request, ref)
    return api.ask(request, ChaseForm, chase, as_json=as_referral, referral=found)


@router.post("/referrals/{ref}/decide", **api.verb(DecideForm, "Record the decision"))
def decide_referral(request: ActingRequest, ref: str) -> HttpResponse:
    found = _found(request, ref)
    return api.ask(request, DecideForm, decide, as_json=as_referral, referral=found)


@router.post("/referrals/{ref}/close", **api.verb(CloseForm, "Close a referral"))
def close_referral(request: ActingRequest, ref: str) -> HttpResponse:
    found = _found(request, ref)
    return api.ask(request, CloseForm, close, as_json=as_referral, referral=found)


def _found(request: ActingRequest, ref: str) -> Referral:
    return api.find(request, referrals(), ref=ref)


def as_referral(one: Referral) -> dict[str, Any]:
    """The referral as its receiving team may read it too: nothing of the OCG."""
    return {
        "ref": one.ref,
        "person": one.person_name,
        "is_child": one.is_child,
        "threat_to_life": one.threat_to_life,
        "destination": one.destination,
        "team": one.team.key,
        "consent": one.consent,
        "stage": one.stage,
        "holder": one.holder.username,
        "external_reference": one.external_reference,
        "sent_at": one.sent_at,
        "ack_due_on": one.ack_due_on,
        "acknowledged_at": one.acknowledged_at,
        "decision_due_on": one.decision_due_on,
        "decision": one.decision,
        "decided_at": one.decided_at,
        "next_chase_on": one.next_chase_on,
        "outcome": one.outcome,
        "closed_at": one.closed_at,
    }


def as_decided(one: NotReferred) -> dict[str, Any]:
    return {"person": one.person.ref, "because": one.because, "recorded_at": one.recorded_at}
