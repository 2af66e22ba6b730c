"""Withdraw a published figure of an operation that was entered in error."""

from broadhurst.capabilities.operations import rules
from broadhurst.capabilities.operations.forms import because_field
from broadhurst.capabilities.operations.models import Operation, Outcome
from broadhurst.capabilities.operations.queries import OUTCOMES, to_change_outcome
from broadhurst.capabilities.operations.writes.withdrawn import withdraw
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.locks import lock
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.may_open import for_record, for_roles
from broadhurst.foundation.govuk.words import day
from broadhurst.foundation.workflow import refuse_if


class WithdrawOutcomeForm(CommandForm):
    because = because_field()


@for_roles(rules.objections_to_record)
@for_record(to_change_outcome)
@command
def withdraw_outcome(*, actor: Actor, outcome: Outcome, because: str) -> Outcome:
    """Withdraw a figure. It stays readable with the reason, and counts no more."""
    operation = lock(Operation.objects.all(), outcome.operation)
    outcome = OUTCOMES.get(pk=outcome.pk)
    refuse_if(
        rules.objections_to_correct(
            actor.roles, "figure", is_withdrawn=outcome.withdrawn_at is not None, because=because
        )
    )

    withdraw(actor, outcome, because)

    record(
        actor, "operation.outcome_withdrawn", operation.ref, dossier=None, name=operation.name,
        outcome=outcome, as_of=day(outcome.as_of), because=because,
    )  # fmt: skip
    return outcome
