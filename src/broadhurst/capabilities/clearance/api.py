"""The JSON API of clearance."""

from django.http import HttpResponse
from ninja import Router

from broadhurst.capabilities.clearance.commands import (
    delegate,
    end_delegation,
    set_policy,
    withdraw_policy,
)
from broadhurst.capabilities.clearance.models import Delegation, Policy
from broadhurst.capabilities.clearance.queries import delegations, policies
from broadhurst.capabilities.clearance.schemas import (
    ClearanceOut,
    ClearancePolicyOut,
    DelegationOut,
)
from broadhurst.foundation.doors import api
from broadhurst.foundation.doors.wall import ActingRequest

router = Router(tags=["clearance"])


@router.get(
    "/clearance", summary="The clearance of your organisation's responses", response=ClearanceOut
)
def clearance(request: ActingRequest) -> HttpResponse:
    of_agency = {"agency": request.actor.agency}
    return api.answer(
        ClearanceOut(
            policies=[as_policy(policy) for policy in policies().filter(**of_agency)],
            delegations=[
                as_delegation(delegation) for delegation in delegations().filter(**of_agency)
            ],
        )
    )


@router.post(
    "/clearance/policies",
    **api.verb(
        set_policy.SetPolicyForm, "Set who clears responses", 201, answer=ClearancePolicyOut
    ),
)
def policy_set(request: ActingRequest) -> HttpResponse:
    form, then = set_policy.SetPolicyForm, set_policy.set_policy
    return api.ask(request, form, then, as_json=as_policy, status=201)


@router.post(
    "/clearance/policies/{ref}/withdraw",
    **api.verb(withdraw_policy.WithdrawPolicyForm, "Withdraw a policy", answer=ClearancePolicyOut),
)
def policy_withdrawn(request: ActingRequest, ref: str) -> HttpResponse:
    policy = api.find(request, policies(), ref=ref)
    form, then = withdraw_policy.WithdrawPolicyForm, withdraw_policy.withdraw_policy
    return api.ask(request, form, then, as_json=as_policy, policy=policy)


@router.post(
    "/clearance/delegations",
    **api.verb(delegate.DelegateForm, "Delegate your step", 201, answer=DelegationOut),
)
def delegated(request: ActingRequest) -> HttpResponse:
    form, then = delegate.DelegateForm, delegate.delegate
    return api.ask(request, form, then, as_json=as_delegation, status=201)


@router.post(
    "/clearance/delegations/{ref}/end",
    **api.verb(end_delegation.EndDelegationForm, "End a delegation", answer=DelegationOut),
)
def delegation_ended(request: ActingRequest, ref: str) -> HttpResponse:
    row = api.find(request, delegations(), ref=ref)
    form, then = end_delegation.EndDelegationForm, end_delegation.end_delegation
    return api.ask(request, form, then, as_json=as_delegation, delegation=row)


def as_policy(policy: Policy) -> ClearancePolicyOut:
    return ClearancePolicyOut(
        ref=policy.ref,
        organisation=policy.agency.key,
        steps=policy.steps,
        takers=policy.takers,
        restart_from=policy.restart_from,
        from_on=policy.from_on,
        because=policy.because,
        withdrawn_because=policy.withdrawn_because or None,
    )


def as_delegation(delegation: Delegation) -> DelegationOut:
    return DelegationOut(
        ref=delegation.ref,
        step=delegation.kind,
        giver=delegation.giver.username,
        taker=delegation.taker.username,
        from_on=delegation.from_on,
        until_on=delegation.until_on,
        ended_because=delegation.ended_because or None,
    )
