"""Address the letter: sender, recipient, subject, signatory and copies."""

from typing import Any

from broadhurst.capabilities.inspections.models import Response
from broadhurst.capabilities.inspections.queries.forms import to_move
from broadhurst.capabilities.inspections.queries.responses import locked, names_in
from broadhurst.capabilities.inspections.rules import responses as rules
from broadhurst.capabilities.inspections.writes.edited import edited
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.govuk.fields import TextAreaField, TextField
from broadhurst.foundation.workflow import refuse_if

LINES = "Enter each line of the address on a new line."


class AddressForm(CommandForm):
    prefills = True

    sender = TextAreaField(label="Sender", help_text=LINES, max_length=400)
    recipient = TextAreaField(label="Recipient", help_text=LINES, max_length=400)
    greeting = TextField(
        label="Greeting", help_text="For example, Dear Home Secretary.", max_length=80
    )
    # This does not clash with `CommandForm.subject`, which is set on the instance.
    subject = TextField(label="Subject", max_length=200)  # type: ignore[assignment]
    signed_by = TextField(
        label="Signatory", help_text="The full name of the person who signs.", max_length=120
    )
    office = TextAreaField(
        label="Signatory’s office",
        help_text="For example, Deputy Mayor of Greater Manchester. Enter each line on a new line.",
        max_length=200,
        rows=2,
    )
    copies = TextAreaField(
        label="Copies",
        help_text="Enter each on a new line. HMICFRS and the Home Secretary get one too.",
        required=False,
        max_length=600,
        rows=3,
    )

    @staticmethod
    def lock_subject(actor: Actor, subject: dict[str, Any]) -> dict[str, Any]:
        """Lock the response."""
        return subject | {"response": locked(subject["response"])}

    def narrow_choices(self) -> None:
        """Fill in what is recorded now."""
        for name, field in self.fields.items():
            field.initial = getattr(self.subject["response"], name)  # type: ignore[index]


@for_record(to_move("address"))
@command
def address(
    *,
    actor: Actor,
    response: Response,
    sender: str,
    recipient: str,
    greeting: str,
    subject: str,
    signed_by: str,
    office: str,
    copies: str = "",
) -> Response:
    """Set the letter's sender, recipient, greeting, subject, signatory and copies."""
    response = locked(response)
    public_text = "\n".join((sender, recipient, greeting, subject, office, copies))
    refuse_if(
        rules.STAGES.objections("address", response.stage, rules.roles_on(actor, response))
        + rules.objections_to_public_text(public_text, names_in(public_text))
    )

    response.sender, response.recipient, response.greeting = sender, recipient, greeting
    response.subject, response.signed_by = subject, signed_by
    response.office, response.copies = office, copies
    edited(response, actor)

    record(actor, "response.addressed", response.ref, dossier=response.dossier)
    return response
