"""Withdraw training that was recorded in error. The row and the reason are kept."""

from broadhurst.capabilities.leads.models import Training
from broadhurst.capabilities.leads.queries.forms import to_change
from broadhurst.capabilities.leads.queries.training import training as training_rows
from broadhurst.capabilities.leads.rules import (
    objections_to_change_training,
    objections_to_training_roles,
)
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.locks import lock
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.may_open import for_record, for_roles
from broadhurst.foundation.govuk.fields import TextField
from broadhurst.foundation.workflow import refuse_if


class WithdrawTrainingForm(CommandForm):
    because = TextField(label="Reason", max_length=200)


@for_roles(objections_to_training_roles)
@for_record(to_change)
@command
def withdraw_training(*, actor: Actor, training: Training, because: str) -> Training:
    """Withdraw training recorded in error, with a reason."""
    training = lock(training_rows(), training)
    refuse_if(objections_to_change_training(actor, training, because=because))

    training.withdrawn_by, training.withdrawn_at = actor.officer, clock.now()
    training.withdrawn_because = because
    training.save(update_fields=["withdrawn_by", "withdrawn_at", "withdrawn_because"])

    record(
        actor, "training.withdrawn", training.ref, dossier=None, tell=[training.officer],
        name=training.officer.name, course=training.course, because=because,
    )  # fmt: skip
    return training
