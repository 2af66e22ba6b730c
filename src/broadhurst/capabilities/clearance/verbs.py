"""The verbs of clearance, at the API and the terminal."""

from broadhurst.capabilities.clearance.api import as_delegation, as_policy
from broadhurst.capabilities.clearance.commands import (
    delegate,
    end_delegation,
    set_policy,
    withdraw_policy,
)
from broadhurst.capabilities.clearance.queries import delegations, policies
from broadhurst.foundation.doors.verbs import Subject, Verb

POLICY = Subject("policy", "/clearance/policies/{ref}", lambda _actor: policies())
DELEGATION = Subject("delegation", "/clearance/delegations/{ref}", lambda _actor: delegations())

VERBS = (
    Verb(
        "set-policy", set_policy.SetPolicyForm, set_policy.set_policy, None,
        "Set who clears responses", as_policy, status=201, address="/clearance/policies",
        says="Policy {.ref} is saved.".format,
    ),
    Verb(
        "delegate", delegate.DelegateForm, delegate.delegate, None, "Delegate your step",
        as_delegation, status=201, address="/clearance/delegations",
        says="{0.taker.name} can take this step for you: delegation {0.ref}.".format,
    ),
    Verb(
        "withdraw-policy", withdraw_policy.WithdrawPolicyForm, withdraw_policy.withdraw_policy,
        POLICY, "Withdraw a policy", as_policy, address="/clearance/policies/{ref}/withdraw",
        says="Policy {.ref} is withdrawn.".format,
    ),
    Verb(
        "end-delegation", end_delegation.EndDelegationForm, end_delegation.end_delegation,
        DELEGATION, "End a delegation", as_delegation, address="/clearance/delegations/{ref}/end",
        says="Delegation {.ref} has ended.".format,
    ),
)  # fmt: skip
