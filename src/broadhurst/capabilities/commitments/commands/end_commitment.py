"""End a proposed action that will not be done, with the reason."""

from broadhurst.capabilities.commitments import rules
from broadhurst.capabilities.commitments.models import Commitment
from broadhurst.capabilities.commitments.queries import commitments, to_move
from broadhurst.capabilities.commitments.writes.stated import close
from broadhurst.capabilities.register.rules.registering import objections_to_text
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.locks import lock
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.govuk.fields import TextAreaField
from broadhurst.foundation.workflow import at, refuse_if


class EndCommitmentForm(CommandForm):
    because = TextAreaField(label="Reason", max_length=1000, rows=3)


@for_record(to_move("end"))
@command
def end_commitment(*, actor: Actor, commitment: Commitment, because: str) -> Commitment:
    """End a proposed action without doing it."""
    commitment = lock(commitments(), commitment)
    parts = rules.roles_on(actor, commitment)
    refuse_if(
        rules.STAGES.objections("end", commitment.stage, parts)
        + at("because", objections_to_text(because))
    )

    close(actor, commitment, Commitment.Stage.ENDED, because)

    record(
        actor,
        "commitment.ended",
        commitment.ref,
        dossier=commitment.dossier,
        tell=[commitment.owner],
        about=commitment.about,
        because=because,
    )
    return commitment
