"""Open a proposed action again that was closed in error or is not finished."""

from datetime import date

from broadhurst.capabilities.commitments import rules
from broadhurst.capabilities.commitments.models import Change, Commitment
from broadhurst.capabilities.commitments.queries import commitments, to_move
from broadhurst.capabilities.commitments.writes.stated import live, note
from broadhurst.capabilities.register.rules.registering import objections_to_text
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.locks import lock
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.govuk.fields import DateField, TextAreaField
from broadhurst.foundation.govuk.words import day
from broadhurst.foundation.workflow import at, refuse_if


class ReopenCommitmentForm(CommandForm):
    due_on = DateField(label="Date")
    because = TextAreaField(label="Reason", max_length=1000, rows=3)


def to_reopen(actor: Actor, commitment: Commitment) -> list[str]:
    """Say why an actor cannot reopen a proposed action, whatever the date."""
    other = live(commitment.finding, commitment.body, commitment.force)
    is_stated_again = other is not None and other.pk != commitment.pk
    return to_move("reopen")(actor, commitment) + rules.objections_to_stated_again(
        is_stated_again=is_stated_again
    )


@for_record(to_reopen)
@command
def reopen_commitment(
    *, actor: Actor, commitment: Commitment, due_on: date, because: str
) -> Commitment:
    """Open a closed action again, with a date and the reason."""
    commitment = lock(commitments(), commitment)
    refuse_if(
        to_reopen(actor, commitment)
        + rules.objections_to_reopen(due_on, clock.today())
        + at("because", objections_to_text(because))
    )

    commitment.stage, commitment.closed_at, commitment.outcome = Commitment.Stage.OPEN, None, ""
    commitment.due_on = due_on
    commitment.save(update_fields=["stage", "closed_at", "outcome", "due_on"])
    note(commitment, actor, Change.Kind.REOPENED, because)

    record(
        actor,
        "commitment.reopened",
        commitment.ref,
        dossier=commitment.dossier,
        tell=[commitment.owner],
        about=commitment.about,
        due_on=day(due_on),
        because=because,
    )
    return commitment
