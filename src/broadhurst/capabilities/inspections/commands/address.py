"""Address the letter: from whom, to whom, about what, and who signs it."""

from typing import Any

from broadhurst.capabilities.inspections.commands.edited import edited
from broadhurst.capabilities.inspections.models import Response
from broadhurst.capabilities.inspections.queries.responses import locked, names_in
from broadhurst.capabilities.inspections.rules import responses as rules
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.asking import Ask
from broadhurst.foundation.govuk.fields import TextAreaField, TextField
from broadhurst.foundation.workflow import refuse_if

LINES = "One line of the address on each line."


class AddressForm(Ask):
    keeps = True

    sender = TextAreaField(label="Sender", help_text=LINES, max_length=400)
    recipient = TextAreaField(label="Recipient", help_text=LINES, max_length=400)
    greeting = TextField(label="Greeting", help_text="Like Dear Home Secretary.", max_length=80)
    # Ask's own `subject` is set on a form and not on its class, so the two do not meet.
    subject = TextField(label="Subject", max_length=200)  # type: ignore[assignment]
    signed_by = TextAreaField(
        label="Signature", help_text="Name, then office, on lines of their own.", max_length=400,
        rows=3,
    )  # fmt: skip

    @staticmethod
    def held(actor: Actor, subject: dict[str, Any]) -> dict[str, Any]:
        """Behind the response's lock."""
        return subject | {"response": locked(subject["response"])}

    def offer(self) -> None:
        """Begin with what stands."""
        for name, field in self.fields.items():
            field.initial = getattr(self.subject["response"], name)  # type: ignore[index]


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
) -> Response:
    """Set the letter's sender, recipient, greeting, subject and signature."""
    response = locked(response)
    said = "\n".join((sender, recipient, greeting, subject, signed_by))
    refuse_if(
        rules.STAGES.objections("address", response.stage, rules.parts_played(actor, response))
        + rules.objections_to_public_text(said, names_in(said))
    )

    response.sender, response.recipient, response.greeting = sender, recipient, greeting
    response.subject, response.signed_by = subject, signed_by
    edited(response, actor)

    record(actor, "response.addressed", response.ref, dossier=response.dossier)
    return response
