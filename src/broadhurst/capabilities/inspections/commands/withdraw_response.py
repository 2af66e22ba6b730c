"""Withdraw a response that was opened in error and is not published."""

from broadhurst.capabilities.clearance.writes.chain import close_chain
from broadhurst.capabilities.inspections.forms.reason import ReasonForm
from broadhurst.capabilities.inspections.models import Response
from broadhurst.capabilities.inspections.queries.forms import to_withdraw_response
from broadhurst.capabilities.inspections.queries.responses import locked
from broadhurst.capabilities.inspections.rules.corrections import objections_to_reason
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.workflow import refuse_if


class WithdrawResponseForm(ReasonForm):
    pass


@for_record(to_withdraw_response)
@command
def withdraw_response(*, actor: Actor, response: Response, because: str) -> Response:
    """Withdraw a draft. It stays readable with the reason, and another can be opened."""
    response = locked(response)
    refuse_if(to_withdraw_response(actor, response) + objections_to_reason(because))

    response.stage = Response.Stage.WITHDRAWN
    response.cleared_by, response.cleared_at, response.cleared_digest = None, None, ""
    response.withdrawn_by, response.withdrawn_at = actor.officer, clock.now()
    response.withdrawn_because = because
    response.save()
    close_chain(response.ref)

    record(
        actor,
        "response.withdrawn",
        response.ref,
        dossier=response.dossier,
        tell=[response.unit],
        because=because,
    )
    return response
