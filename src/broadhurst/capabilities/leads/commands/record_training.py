"""Record the LRO course that an officer did."""

from datetime import date

from broadhurst.capabilities.leads.forms.training import TrainingForm
from broadhurst.capabilities.leads.models import Training
from broadhurst.capabilities.leads.queries.forms import to_record
from broadhurst.capabilities.leads.queries.training import STANDING, trainer_of
from broadhurst.capabilities.leads.rules import objections_to_training, objections_to_training_roles
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.locks import lock
from broadhurst.foundation.agencies.models import Officer
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.may_open import for_record, for_roles
from broadhurst.foundation.doors.references import new_reference
from broadhurst.foundation.govuk.words import day
from broadhurst.foundation.workflow import refuse_if


class RecordTrainingForm(TrainingForm):
    pass


@for_roles(objections_to_training_roles)
@for_record(to_record)
@command
def record_training(*, actor: Actor, officer: Officer, course: str, on: date) -> Training:
    """Record that an officer has done an LRO course."""
    officer = lock(Officer.objects.all(), officer)
    agency = trainer_of(officer, actor)
    same = Training.objects.filter(STANDING, officer=officer, on=on, course=course)
    refuse_if(
        objections_to_training(
            actor, agency, on=on, today=clock.today(), course=course, is_there=same.exists()
        )
    )

    training = Training.objects.create(
        ref=new_reference("TRN"), officer=officer, agency=actor.agency, on=on, course=course,
        recorded_by=actor.officer, recorded_at=clock.now(),
    )  # fmt: skip

    record(
        actor, "training.recorded", training.ref, dossier=None, tell=[officer],
        name=officer.name, course=course, on=day(on),
    )  # fmt: skip
    return training
