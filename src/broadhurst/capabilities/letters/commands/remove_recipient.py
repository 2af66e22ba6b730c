"""Remove a recipient of a letter that is not issued."""

from broadhurst.capabilities.letters.models import Letter, Recipient
from broadhurst.capabilities.letters.queries.forms import to_change_recipient
from broadhurst.capabilities.letters.queries.letters import locked_letter, recipients
from broadhurst.capabilities.letters.rules import letters as rules
from broadhurst.capabilities.letters.writes.changed import changed
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.locks import lock
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.govuk.fields import TextField
from broadhurst.foundation.workflow import refuse_if


class RemoveRecipientForm(CommandForm):
    because = TextField(
        label="Reason", help_text="We keep the reason with the record.", max_length=200
    )


@for_record(to_change_recipient("remove_recipient"))
@command
def remove_recipient(*, actor: Actor, recipient: Recipient, because: str) -> Letter:
    """Remove a recipient. The letter's history keeps the name and the reason."""
    letter = locked_letter(recipient.letter)
    recipient = lock(recipients(), recipient)
    refuse_if(rules.objections_to_verb("remove_recipient", actor, letter))

    name = recipient.name
    recipient.delete()
    changed(letter, actor)

    record(
        actor,
        "letter.recipient_removed",
        letter.ref,
        dossier=letter.dossier,
        recipient=name,
        because=because,
    )
    return letter
