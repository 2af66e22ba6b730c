"""Give a proposed action another date or owner, with the reason."""

from datetime import date
from typing import Any

from broadhurst.capabilities.commitments import rules
from broadhurst.capabilities.commitments.models import Change, Commitment
from broadhurst.capabilities.commitments.queries import commitments, officers_of, to_move
from broadhurst.capabilities.commitments.writes.stated import let_in, note
from broadhurst.capabilities.establishment.forms.fields import OfficerField
from broadhurst.capabilities.register.rules.registering import objections_to_text
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.locks import lock
from broadhurst.foundation.agencies.models import Officer
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.govuk.fields import DateField, TextAreaField
from broadhurst.foundation.govuk.words import day
from broadhurst.foundation.workflow import at, refuse_if


class MoveCommitmentForm(CommandForm):
    prefills = True

    due_on = DateField(label="Date")
    owner = OfficerField(label="Owner", help_text="An officer of the force or its policing body.")
    because = TextAreaField(label="Reason", max_length=1000, rows=3)

    @staticmethod
    def lock_subject(actor: Actor, subject: dict[str, Any]) -> dict[str, Any]:
        """Lock the proposed action."""
        return subject | {"commitment": lock(commitments(), subject["commitment"])}

    def narrow_choices(self) -> None:
        """Offer the officers of both organisations, and fill in the date and the owner."""
        row = self.subject["commitment"]
        owner: Any = self.fields["owner"]
        owner.queryset = officers_of(row.body, row.force)
        owner.initial, self.fields["due_on"].initial = row.owner.username, row.due_on


@for_record(to_move("move"))
@command
def move_commitment(
    *, actor: Actor, commitment: Commitment, due_on: date, owner: Officer, because: str
) -> Commitment:
    """Change the date or the owner of a proposed action. The reason is kept."""
    commitment = lock(commitments(), commitment)
    parts, was = rules.roles_on(actor, commitment), commitment.owner
    is_moved = due_on != commitment.due_on
    refuse_if(
        rules.STAGES.objections("move", commitment.stage, parts)
        + rules.objections_to_move(
            due_on,
            clock.today(),
            is_changed=is_moved or owner.pk != was.pk,
            is_moved=is_moved,
            is_of_ours=officers_of(commitment.body, commitment.force).filter(pk=owner.pk).exists(),
        )
        + at("because", objections_to_text(because))
    )

    was_due_on, commitment.due_on, commitment.owner = commitment.due_on, due_on, owner
    commitment.save(update_fields=["due_on", "owner"])
    note(commitment, actor, Change.Kind.MOVED, because)
    let_in(commitment)

    record(
        actor,
        "commitment.moved",
        commitment.ref,
        dossier=commitment.dossier,
        tell=[was, owner],
        about=commitment.about,
        was=day(was_due_on),
        due_on=day(due_on),
        owner=owner.name,
        because=because,
    )
    return commitment
