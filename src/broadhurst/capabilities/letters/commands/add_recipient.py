"""Add somebody who gets a letter of their own."""

from broadhurst.capabilities.letters.forms.recipient import RecipientForm
from broadhurst.capabilities.letters.models import Letter, Recipient
from broadhurst.capabilities.letters.queries.forms import to_move
from broadhurst.capabilities.letters.queries.letters import locked_letter
from broadhurst.capabilities.letters.rules import letters as rules
from broadhurst.capabilities.letters.rules.texts import objections_to_text
from broadhurst.capabilities.letters.writes.changed import changed
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.doors.references import new_reference
from broadhurst.foundation.workflow import refuse_if


class AddRecipientForm(RecipientForm):
    """The questions about a new recipient."""


@for_record(to_move("add_recipient"))
@command
def add_recipient(
    *, actor: Actor, letter: Letter, name: str, greeting: str, address: str = ""
) -> Recipient:
    """Add a recipient to a letter that is not issued."""
    letter = locked_letter(letter)
    others = list(letter.recipients.values_list("name", flat=True))
    refuse_if(
        rules.objections_to_verb("add_recipient", actor, letter)
        + rules.objections_to_recipients(len(others), is_adding=True)
        + rules.objections_to_recipient(name, others)
        + objections_to_text(address, "the address", "address")
        + objections_to_text(greeting, "the greeting", "greeting")
    )

    recipient = Recipient.objects.create(
        dossier=letter.dossier, ref=new_reference("RCP"), letter=letter, name=name,
        address=address, greeting=greeting,
    )  # fmt: skip
    changed(letter, actor)

    record(actor, "letter.recipient_added", letter.ref, dossier=letter.dossier, recipient=name)
    return recipient
