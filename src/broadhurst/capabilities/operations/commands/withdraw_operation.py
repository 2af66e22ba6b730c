"""Withdraw an operation that was opened in error."""

from broadhurst.capabilities.operations import rules
from broadhurst.capabilities.operations.forms import because_field
from broadhurst.capabilities.operations.models import Operation
from broadhurst.capabilities.operations.queries import standing, to_change_operation
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.locks import lock
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.may_open import for_record, for_roles
from broadhurst.foundation.workflow import refuse_if


class WithdrawOperationForm(CommandForm):
    because = because_field()


@for_roles(rules.objections_to_record)
@for_record(to_change_operation)
@command
def withdraw_operation(*, actor: Actor, operation: Operation, because: str) -> Operation:
    """Withdraw an operation without figures. It stays readable, with the reason."""
    operation = lock(Operation.objects.all(), operation)
    refuse_if(
        rules.objections_to_correct(
            actor.roles, "operation", is_withdrawn=operation.withdrawn_at is not None,
            because=because,
        )
        + rules.objections_to_withdraw_operation(figures=standing(operation).count())
    )  # fmt: skip

    operation.withdrawn_at, operation.withdrawn_because = clock.now(), because
    operation.save(update_fields=["withdrawn_at", "withdrawn_because"])

    record(
        actor, "operation.withdrawn", operation.ref, dossier=None, name=operation.name,
        because=because,
    )  # fmt: skip
    return operation
