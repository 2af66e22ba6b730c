"""Record that a proposed action was done."""

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


class CompleteCommitmentForm(CommandForm):
    outcome = TextAreaField(
        label="Work done",
        noun="the work done",
        help_text="For example: all six forces signed the joint procedure on 4 June.",
        max_length=1000,
        rows=4,
    )


@for_record(to_move("complete"))
@command
def complete_commitment(*, actor: Actor, commitment: Commitment, outcome: str) -> Commitment:
    """Record that a proposed action was done, and how."""
    commitment = lock(commitments(), commitment)
    parts = rules.roles_on(actor, commitment)
    refuse_if(
        rules.STAGES.objections("complete", commitment.stage, parts)
        + at("outcome", objections_to_text(outcome))
    )

    close(actor, commitment, Commitment.Stage.DONE, outcome)

    record(
        actor,
        "commitment.done",
        commitment.ref,
        dossier=commitment.dossier,
        tell=[commitment.owner],
        about=commitment.about,
        outcome=outcome,
    )
    return commitment
