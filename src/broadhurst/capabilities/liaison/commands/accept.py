"""Accept a request, as the lead who is asked."""

from broadhurst.capabilities.liaison.models import Request
from broadhurst.capabilities.liaison.queries.forms import to_move_of_police
from broadhurst.capabilities.liaison.queries.requests import locked, parts_of
from broadhurst.capabilities.liaison.rules.requesting import WORKFLOW, objections_to_warrant
from broadhurst.capabilities.liaison.writes.end_extension import lapse_extension
from broadhurst.capabilities.register.queries.leadership import locked as locked_ocg
from broadhurst.capabilities.register.rules.registering import is_partner
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.govuk.words import in_sentence
from broadhurst.foundation.workflow import refuse_if


class AcceptForm(CommandForm):
    """A form without fields. The button accepts the request."""


@for_record(to_move_of_police("accept"))
@command
def accept(*, actor: Actor, lead_request: Request) -> Request:
    """Accept a request."""
    ocg = locked_ocg(lead_request.ocg)
    request = locked(lead_request)
    refuse_if(
        WORKFLOW.objections("accept", request.stage, parts_of(request, actor))
        + objections_to_warrant(request.kind, has_partner_lro=is_partner(actor.agency))
    )

    request.stage = Request.Stage.ACCEPTED
    request.answered_by, request.answered_at = actor.officer, clock.now()
    request.save()
    lapse_extension(actor, request)

    record(
        actor,
        "request.accepted",
        request.ref,
        dossier=ocg.dossier,
        tell=[request.asked_by],
        sort=in_sentence(request.get_kind_display()),
        ocg=ocg.ref,
    )
    return request
