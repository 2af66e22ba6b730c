"""Correct a recipient of a letter that is not issued."""

from typing import Any

from broadhurst.capabilities.letters.forms.recipient import RecipientForm
from broadhurst.capabilities.letters.models import Recipient
from broadhurst.capabilities.letters.queries.forms import to_change_recipient
from broadhurst.capabilities.letters.queries.letters import locked_letter, recipients
from broadhurst.capabilities.letters.rules import letters as rules
from broadhurst.capabilities.letters.rules.texts import objections_to_text
from broadhurst.capabilities.letters.writes.changed import changed
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.locks import lock
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.workflow import refuse_if


class EditRecipientForm(RecipientForm):
    prefills = True

    @staticmethod
    def lock_subject(actor: Actor, subject: dict[str, Any]) -> dict[str, Any]:
        """Lock the letter, then the recipient."""
        locked_letter(subject["recipient"].letter)
        return subject | {"recipient": lock(recipients(), subject["recipient"])}

    def narrow_choices(self) -> None:
        """Fill in the current answers."""
        for name, field in self.fields.items():
            field.initial = getattr(self.subject["recipient"], name)


@for_record(to_change_recipient("edit_recipient"))
@command
def edit_recipient(
    *, actor: Actor, recipient: Recipient, name: str, greeting: str, address: str = ""
) -> Recipient:
    """Change the name, the address or the greeting of a recipient."""
    letter = locked_letter(recipient.letter)
    recipient = lock(recipients(), recipient)
    others = letter.recipients.exclude(pk=recipient.pk).values_list("name", flat=True)
    refuse_if(
        rules.objections_to_verb("edit_recipient", actor, letter)
        + rules.objections_to_recipient(name, list(others))
        + objections_to_text(address, "the address", "address")
        + objections_to_text(greeting, "the greeting", "greeting")
    )

    was = recipient.name
    recipient.name, recipient.address, recipient.greeting = name, address, greeting
    recipient.save()
    changed(letter, actor)

    record(
        actor,
        "letter.recipient_edited",
        letter.ref,
        dossier=letter.dossier,
        was=was,
        recipient=name,
    )
    return recipient
