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
        "Set who clears responses", as_policy, status=201, address="/clearance/policies"
    ),
    Verb(
        "delegate", delegate.DelegateForm, delegate.delegate, None, "Delegate your step",
        as_delegation, status=201, address="/clearance/delegations"
    ),
    Verb(
        "withdraw-policy", withdraw_policy.WithdrawPolicyForm, withdraw_policy.withdraw_policy,
        POLICY, "Withdraw a policy", as_policy, address="/clearance/policies/{ref}/withdraw"
    ),
    Verb(
        "end-delegation", end_delegation.EndDelegationForm, end_delegation.end_delegation,
        DELEGATION, "End a delegation", as_delegation, address="/clearance/delegations/{ref}/end"
    ),
)  # fmt: skip
