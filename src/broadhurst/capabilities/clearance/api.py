"""The JSON API of clearance."""

from django.http import HttpResponse
from ninja import Router

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
