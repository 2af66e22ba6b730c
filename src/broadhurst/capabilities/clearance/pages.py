"""Pages of clearance: an organisation's steps and delegations, and one page per command."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from broadhurst.capabilities.clearance import rules
from broadhurst.capabilities.clearance.commands import (
    delegate,
    end_delegation,
    set_policy,
    withdraw_policy,
)
from broadhurst.capabilities.clearance.models import Kind, Policy
from broadhurst.capabilities.clearance.queries import (
    delegations,
    kinds_held,
    policies,
    policy_on,
    steps_on,
)
from broadhurst.foundation import clock
from broadhurst.foundation.doors import web
from broadhurst.foundation.doors.wall import ActingRequest


def clearance_page(request: ActingRequest) -> HttpResponse:
    """Show the steps that clear the responses of the reader's organisation, and delegations."""
    actor, today = request.actor, clock.today()
    context = {
        "agency": actor.agency,
        "policy": policy_on(actor.agency, today),
        "steps": [
            (Kind(kind).label, rules.in_words(kind, takers))
            for kind, takers in steps_on(actor.agency, today)
        ],
        "policies": [_shown(policy) for policy in policies().filter(agency=actor.agency)],
        "delegations": [
            (delegation, not rules.objections_to_end(actor, delegation, today))
            for delegation in delegations().filter(agency=actor.agency)
        ],
        "may_set": not rules.objections_to_setter(actor.roles),
        "may_delegate": bool(kinds_held(actor)),
    }
    return render(request, "clearance/clearance.html", context)


def _shown(policy: Policy) -> tuple[Policy, str]:
    return policy, ", ".join(Kind(kind).label for kind in policy.steps)


def set_policy_page(request: ActingRequest) -> HttpResponse:
    back = reverse("clearance:clearance")
    return web.ask(
        request,
        set_policy.SetPolicyForm,
        set_policy.set_policy,
        title="Set who clears responses",
        submit="Save steps",
        go_to=back,
        done="The steps are saved.",
        context={"back": back, "caption": request.actor.agency.name},
    )


def delegate_page(request: ActingRequest) -> HttpResponse:
    back = reverse("clearance:clearance")
    return web.ask(
        request,
        delegate.DelegateForm,
        delegate.delegate,
        title="Delegate your step",
        submit="Delegate step",
        go_to=back,
        done=lambda delegation: f"{delegation.taker.name} can take this step for you.",
        context={"back": back, "caption": request.actor.agency.name},
    )


def _about_policy(request: ActingRequest, ref: str) -> dict[str, Any]:
    policy = web.find(request, policies(), ref=ref)
    back = reverse("clearance:clearance")
    caption = f"{policy.agency.name}, from {policy.from_on:%-d %B %Y}"
    return {"policy": policy, "go_to": back, "context": {"back": back, "caption": caption}}


def _about_delegation(request: ActingRequest, ref: str) -> dict[str, Any]:
    row = web.find(request, delegations(), ref=ref)
    back = reverse("clearance:clearance")
    caption = f"{row.get_kind_display()}: {row.taker.name} for {row.giver.name}"
    return {"delegation": row, "go_to": back, "context": {"back": back, "caption": caption}}


withdraw_policy_page = web.verb(
    withdraw_policy.WithdrawPolicyForm, withdraw_policy.withdraw_policy, _about_policy,
    "Withdraw this policy", "Withdraw policy", "The policy is withdrawn.",
    intro="The policy before it applies again. Responses already open keep their steps.",
)  # fmt: skip
end_delegation_page = web.verb(
    end_delegation.EndDelegationForm, end_delegation.end_delegation, _about_delegation,
    "End this delegation", "End delegation", "The delegation has ended.",
)  # fmt: skip
