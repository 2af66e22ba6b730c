"""Draft the policing body's comments, and its reply to the chief officer."""

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
from broadhurst.foundation.govuk.fields import TextAreaField
from broadhurst.foundation.workflow import refuse_if


class DraftForm(CommandForm):
    prefills = True

    body_comments = TextAreaField(
        label="Policing body's comments",
        help_text="What you say about the report. You can use **bold**, lists and ## headings. "
        "It will be public, so do not include OCG names or references.",
        max_length=12000,
        rows=14,
    )
    reply = TextAreaField(
        label="Reply to the chief officer",
        help_text="Your answer to the chief officer's comments, if any.",
        required=False,
        max_length=8000,
    )

    @staticmethod
    def lock_subject(actor: Actor, subject: dict[str, Any]) -> dict[str, Any]:
        """Lock the response."""
        return subject | {"response": locked(subject["response"])}

    def narrow_choices(self) -> None:
        """Fill in what is recorded now."""
        for name, field in self.fields.items():
            field.initial = getattr(self.subject["response"], name)


@for_record(to_move("draft"))
@command
def draft(*, actor: Actor, response: Response, body_comments: str, reply: str = "") -> Response:
    """Write the policing body's comments and its reply to the chief officer's."""
    response = locked(response)
    public_text = f"{body_comments}\n{reply}"
    refuse_if(
        rules.STAGES.objections("draft", response.stage, rules.roles_on(actor, response))
        + rules.objections_to_public_text(public_text, names_in(public_text))
    )

    response.body_comments, response.reply = body_comments, reply
    edited(response, actor)

    record(actor, "response.drafted", response.ref, dossier=response.dossier)
    return response
