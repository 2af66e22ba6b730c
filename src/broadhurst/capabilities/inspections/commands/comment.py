"""Comment as the chief officer of police.

The comments are published with the response.
"""

from broadhurst.capabilities.inspections.models import Response
from broadhurst.capabilities.inspections.queries.forms import to_comment
from broadhurst.capabilities.inspections.queries.responses import locked, names_in
from broadhurst.capabilities.inspections.rules import responses as rules
from broadhurst.capabilities.inspections.writes.edited import edited
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.govuk.fields import TextAreaField
from broadhurst.foundation.workflow import refuse_if


class CommentForm(CommandForm):
    comments = TextAreaField(
        label="Chief officer's comments",
        help_text="The law requires us to publish these unchanged, so do not include OCG names or "
        "references.",
        max_length=12000,
        rows=12,
    )

    def narrow_choices(self) -> None:
        """Fill in what is recorded now."""
        self.fields["comments"].initial = self.subject["response"].chief_officer_comments


@for_record(to_comment)
@command
def comment(*, actor: Actor, response: Response, comments: str) -> Response:
    """Add or replace the chief officer's comments."""
    response = locked(response)
    refuse_if(
        to_comment(actor, response) + rules.objections_to_public_text(comments, names_in(comments))
    )

    response.chief_officer_comments = comments
    response.commented_by, response.commented_at = actor.officer, clock.now()
    edited(response, actor)

    record(
        actor,
        "response.commented",
        response.ref,
        dossier=response.dossier,
        tell=[response.unit],
        force=response.force.name,
    )
    return response
