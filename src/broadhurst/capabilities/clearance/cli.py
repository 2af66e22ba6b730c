"""The command line of clearance."""

from typing import Any

import click

from broadhurst.capabilities.clearance import rules
from broadhurst.capabilities.clearance.commands import (
    delegate,
    end_delegation,
    set_policy,
    withdraw_policy,
)
from broadhurst.capabilities.clearance.models import Kind
from broadhurst.capabilities.clearance.queries import delegations, policies, steps_on
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.doors import cli

group = click.Group("clearance", help="The clearance of responses before they are published.")


def a_policy(actor: Actor, ref: str) -> Any:
    return cli.find(actor, policies(), ref=ref)


def a_delegation(actor: Actor, ref: str) -> Any:
    return cli.find(actor, delegations(), ref=ref)


for name, form, then, finds in (
    ("set-policy", set_policy.SetPolicyForm, set_policy.set_policy, {}),
    (
        "withdraw-policy",
        withdraw_policy.WithdrawPolicyForm,
        withdraw_policy.withdraw_policy,
        {"policy": a_policy},
    ),
    ("delegate", delegate.DelegateForm, delegate.delegate, {}),
    (
        "end-delegation",
        end_delegation.EndDelegationForm,
        end_delegation.end_delegation,
        {"delegation": a_delegation},
    ),
):
    group.add_command(cli.verb(name, form, then, finds=finds, says=str))


@group.command("show")
@cli.in_posting
@cli.acting_as
def show(username: str, unit: str | None) -> None:
    """Show who clears the responses of your organisation today, in order."""
    with cli.acting(username, unit) as actor:
        for number, (kind, takers) in enumerate(steps_on(actor.agency, clock.today()), start=1):
            click.echo(f"{number}. {Kind(kind).label}: {rules.in_words(kind, takers)}")
