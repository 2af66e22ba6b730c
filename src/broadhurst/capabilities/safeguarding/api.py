"""Safeguarding's JSON door."""

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from ninja import Router

from broadhurst.capabilities.register.models import Ocg
from broadhurst.capabilities.register.queries import members
from broadhurst.capabilities.safeguarding.commands.acknowledge import AcknowledgeForm, acknowledge
from broadhurst.capabilities.safeguarding.commands.chase import ChaseForm, chase
from broadhurst.capabilities.safeguarding.commands.close import CloseForm, close
from broadhurst.capabilities.safeguarding.commands.decide import DecideForm, decide
from broadhurst.capabilities.safeguarding.commands.edit import EditForm, edit
from broadhurst.capabilities.safeguarding.commands.record_decision import (
    RecordDecisionForm,
    record_decision,
)
from broadhurst.capabilities.safeguarding.commands.record_no_referral import (
    NoReferralForm,
    record_no_referral,
)
from broadhurst.capabilities.safeguarding.commands.refer import ReferForm, refer
from broadhurst.capabilities.safeguarding.commands.withdraw import WithdrawForm, withdraw
from broadhurst.capabilities.safeguarding.models import NotReferred, Referral
from broadhurst.capabilities.safeguarding.queries import referrals
from broadhurst.foundation.doors import api
from broadhurst.foundation.doors.asking import Ask
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


def _on_a_referral(form: type[Ask], command: Callable[..., Any]) -> Any:
    """The endpoint of a verb on one referral."""

    def endpoint(request: ActingRequest, ref: str) -> HttpResponse:
        return api.ask(request, form, command, as_json=as_referral, referral=_found(request, ref))

    return endpoint


for form, command, summary in (
    (AcknowledgeForm, acknowledge, "Acknowledge a referral"),
    (ChaseForm, chase, "Record a chase"),
    (DecideForm, decide, "Record the decision"),
    (RecordDecisionForm, record_decision, "Record the competent authority's decision"),
    (EditForm, edit, "Correct a referral"),
    (WithdrawForm, withdraw, "Withdraw a referral"),
    (CloseForm, close, "Close a referral"),
):
    path = f"/referrals/{{ref}}/{command.__name__.replace('_', '-')}"
    named = {"operation_id": f"safeguarding_{command.__name__}", **api.verb(form, summary)}
    router.post(path, **named)(_on_a_referral(form, command))


def _found(request: ActingRequest, ref: str) -> Referral:
    return api.find(request, referrals(), ref=ref)


def as_referral(one: Referral) -> dict[str, Any]:
    """The referral as its receiving team may read it too: nothing of the OCG."""
    return {
        "ref": one.ref,
        "person": one.person_name or None,
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
        "decided_on": one.decided_on,
        "decided_at": one.decided_at,
        "authority": one.authority,
        "authority_reference": one.authority_reference,
        "next_chase_on": one.next_chase_on,
        "outcome": one.outcome,
        "closed_at": one.closed_at,
        "withdrawn_at": one.withdrawn_at,
        "withdrawn_because": one.withdrawn_because,
    }


def as_decided(one: NotReferred) -> dict[str, Any]:
    return {"person": one.person.ref, "because": one.because, "recorded_at": one.recorded_at}
