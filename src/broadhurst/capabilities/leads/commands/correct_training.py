"""Correct the training of an officer. The earlier record stays, with the reason."""

from datetime import date
from typing import Any

from broadhurst.capabilities.leads.forms.training import TrainingForm
from broadhurst.capabilities.leads.models import Training
from broadhurst.capabilities.leads.queries.forms import to_change
from broadhurst.capabilities.leads.queries.training import STANDING
from broadhurst.capabilities.leads.queries.training import training as training_rows
from broadhurst.capabilities.leads.rules import (
    objections_to_change_training,
    objections_to_training,
    objections_to_training_roles,
)
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.locks import lock
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.may_open import for_record, for_roles
from broadhurst.foundation.doors.references import new_reference
from broadhurst.foundation.govuk.fields import TextField
from broadhurst.foundation.govuk.words import day
from broadhurst.foundation.workflow import refuse_if


class CorrectTrainingForm(TrainingForm):
    prefills = True

    because = TextField(label="Reason for the correction", max_length=200)

    @staticmethod
    def lock_subject(actor: Actor, subject: dict[str, Any]) -> dict[str, Any]:
        return subject | {"training": lock(training_rows(), subject["training"])}

    def narrow_choices(self) -> None:
        """Start with the training as it is recorded."""
        for name in ("course", "on"):
            self.fields[name].initial = getattr(self.subject["training"], name)


@for_roles(objections_to_training_roles)
@for_record(to_change)
@command
def correct_training(
    *, actor: Actor, training: Training, course: str, on: date, because: str
) -> Training:
    """Replace a record of training by a corrected one."""
    old = lock(training_rows(), training)
    same = Training.objects.filter(STANDING, officer=old.officer_id, on=on, course=course)
    refuse_if(
        objections_to_change_training(
            actor, old, because=because, is_changed=(old.course, old.on) != (course, on)
        )
        + objections_to_training(
            actor, old.agency, on=on, today=clock.today(), course=course,
            is_there=same.exclude(pk=old.pk).exists(),
        )
    )  # fmt: skip

    old.withdrawn_by, old.withdrawn_at = actor.officer, clock.now()
    old.withdrawn_because = f"Corrected: {because}"[:200]
    old.save(update_fields=["withdrawn_by", "withdrawn_at", "withdrawn_because"])
    again = Training.objects.create(
        ref=new_reference("TRN"), officer=old.officer, agency=old.agency, on=on, course=course,
        recorded_by=actor.officer, recorded_at=clock.now(), replaces=old,
    )  # fmt: skip

    record(
        actor, "training.corrected", again.ref, dossier=None, tell=[old.officer],
        name=old.officer.name, course=course, on=day(on), was=old.ref, because=because,
    )  # fmt: skip
    return again
