"""Withdraw a policy of clearance. The one before it applies again."""

from broadhurst.capabilities.clearance import rules
from broadhurst.capabilities.clearance.models import Policy
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.locks import lock
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.may_open import for_record, for_roles
from broadhurst.foundation.govuk.fields import TextField
from broadhurst.foundation.workflow import refuse_if


class WithdrawPolicyForm(CommandForm):
    because = TextField(label="Reason", max_length=200)


@for_roles(rules.objections_to_setter)
@for_record(rules.objections_to_withdraw)
@command
def withdraw_policy(*, actor: Actor, policy: Policy, because: str) -> Policy:
    """Withdraw a policy. Responses that were opened under it keep its steps."""
    policy = lock(Policy.objects.select_related("agency"), policy)
    refuse_if(rules.objections_to_withdraw(actor, policy))

    policy.withdrawn_at, policy.withdrawn_because = clock.now(), because
    policy.save(update_fields=["withdrawn_at", "withdrawn_because"])

    record(actor, "clearance.policy_withdrawn", policy.ref, dossier=None, because=because)
    return policy
