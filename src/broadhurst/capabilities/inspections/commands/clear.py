"""Clear a response for publication. The last author cannot clear it."""

from broadhurst.capabilities.inspections.figures.letter import digest
from broadhurst.capabilities.inspections.figures.unchanged import is_unchanged
from broadhurst.capabilities.inspections.models import Response
from broadhurst.capabilities.inspections.queries.responses import locked, remaining
from broadhurst.capabilities.inspections.queries.texts import public_names, texts_of
from broadhurst.capabilities.inspections.rules import responses as rules
from broadhurst.capabilities.register.writes.check_text import check_text
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.govuk.fields import BooleanField
from broadhurst.foundation.workflow import refuse_if


class ClearForm(CommandForm):
    is_read = BooleanField(label="I have read the letter and every figure in it")


@command
def clear(*, actor: Actor, response: Response, is_read: bool) -> Response:
    """Clear a complete response. A later change removes the clearance."""
    response = locked(response)
    parts, today = rules.roles_on(actor, response), clock.today()
    current_digest = digest(response, today)
    is_changed = (
        response.stage == Response.Stage.CLEARED and response.cleared_digest != current_digest
    )
    missing = remaining(response, today)
    refuse_if(
        rules.objections_to_clear(
            actor,
            response,
            parts,
            missing,
            is_changed=is_changed,
            is_as_before=is_unchanged(response, today),
        )
        + ([] if is_read else ["Read the letter before clearing it."])
    )
    public = public_names(response)
    check_text(actor, response.ref, response.dossier, texts_of(response), public=public)

    response.stage = Response.Stage.CLEARED
    response.cleared_by, response.cleared_at = actor.officer, clock.now()
    response.cleared_digest = current_digest
    response.save(update_fields=["stage", "cleared_by", "cleared_at", "cleared_digest"])

    record(
        actor,
        "response.cleared",
        response.ref,
        dossier=response.dossier,
        tell=[response.unit],
    )
    return response
