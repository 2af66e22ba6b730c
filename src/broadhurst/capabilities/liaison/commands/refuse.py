"""Refuse a request, with a reason."""

from broadhurst.capabilities.liaison.models import Request
from broadhurst.capabilities.liaison.queries.forms import to_move
from broadhurst.capabilities.liaison.queries.requests import locked, parts_of
from broadhurst.capabilities.liaison.rules.requesting import objections_to_refuse
from broadhurst.capabilities.liaison.writes.end_extension import lapse_extension
from broadhurst.capabilities.register.queries.leadership import locked as locked_ocg
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.govuk.fields import TextAreaField
from broadhurst.foundation.govuk.words import in_sentence
from broadhurst.foundation.workflow import refuse_if


class RefuseForm(CommandForm):
    reason = TextAreaField(label="Reason", max_length=1000)


@for_record(to_move("refuse"))
@command
def refuse(*, actor: Actor, lead_request: Request, reason: str) -> Request:
    """Refuse a request, with a reason."""
    ocg = locked_ocg(lead_request.ocg)
    request = locked(lead_request)
    refuse_if(objections_to_refuse(request, parts_of(request, actor), reason=reason))

    request.stage = Request.Stage.REFUSED
    request.answered_by, request.answered_at = actor.officer, clock.now()
    request.refusal_reason = reason
    request.save()
    lapse_extension(actor, request)

    record(
        actor,
        "request.refused",
        request.ref,
        dossier=ocg.dossier,
        tell=[request.asked_by],
        sort=in_sentence(request.get_kind_display()),
        reason=reason,
        ocg=ocg.ref,
    )
    return request
