"""Close a direction: it was performed, or the Director General withdrew it."""

from broadhurst.capabilities.tasking.models import Direction
from broadhurst.capabilities.tasking.queries.directions import coordinators_of, locked_direction
from broadhurst.capabilities.tasking.rules.directing import (
    objections_to_close,
    objections_to_record,
    objections_to_recording_roles,
)
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.may_open import for_roles
from broadhurst.foundation.govuk.fields import ChoiceField, TextAreaField
from broadhurst.foundation.govuk.words import in_sentence
from broadhurst.foundation.workflow import refuse_if

STAGES = [choice for choice in Direction.Stage.choices if choice[0] != Direction.Stage.IN_FORCE]


class CloseDirectionForm(CommandForm):
    stage = ChoiceField(
        label="Result",
        choices=STAGES,
        hints={"withdrawn": "By the Director General, or because it was recorded by mistake."},
    )
    outcome = TextAreaField(
        label="Outcome",
        help_text="Say what was done, or why the direction was withdrawn.",
        max_length=2000,
    )


@for_roles(objections_to_recording_roles)
@command
def close_direction(*, actor: Actor, direction: Direction, stage: str, outcome: str) -> Direction:
    """Close a direction, with its outcome."""
    direction = locked_direction(direction)
    refuse_if(objections_to_record(actor, direction.recipient) + objections_to_close(direction))

    direction.stage, direction.outcome = stage, outcome
    direction.closed_at, direction.closed_by = clock.now(), actor.officer
    direction.save()

    record(
        actor, "direction.closed", direction.ref, dossier=direction.dossier,
        tell=coordinators_of(direction.recipient), recipient=direction.recipient.name,
        stage=in_sentence(direction.get_stage_display()),
    )  # fmt: skip
    return direction
