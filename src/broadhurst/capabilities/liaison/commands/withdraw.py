"""Withdraw a request that is not done."""

from broadhurst.capabilities.liaison.models import Request
from broadhurst.capabilities.liaison.queries.forms import to_move
from broadhurst.capabilities.liaison.queries.requests import locked, parts_of
from broadhurst.capabilities.liaison.rules.requesting import objections_to_withdraw
from broadhurst.capabilities.liaison.writes.end_extension import lapse_extension
from broadhurst.capabilities.planned_events.writes.call_off import call_off_event
from broadhurst.capabilities.register.queries.leadership import locked as locked_ocg
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.govuk.fields import TextAreaField
from broadhurst.foundation.govuk.words import in_sentence
from broadhurst.foundation.workflow import refuse_if


class WithdrawForm(CommandForm):
    because = TextAreaField(
        label="Reason", help_text="The other lead will read this.", max_length=1000, rows=3
    )


@for_record(to_move("withdraw"))
@command
def withdraw(*, actor: Actor, lead_request: Request, because: str) -> Request:
    """Withdraw a request, and cancel the event that was planned for it."""
    ocg = locked_ocg(lead_request.ocg)
    request = locked(lead_request)
    refuse_if(objections_to_withdraw(request, parts_of(request, actor), because=because))

    request.stage, request.withdrawn_because = Request.Stage.WITHDRAWN, because
    request.ended_at = clock.now()
    request.save()
    lapse_extension(actor, request)

    record(
        actor,
        "request.withdrawn",
        request.ref,
        dossier=ocg.dossier,
        tell=[request.asked_of, request.asked_by],
        sort=in_sentence(request.get_kind_display()),
        because=because,
        becomes=_becomes(request),
        ocg=ocg.ref,
    )
    if request.event_ref:
        why = f"Request {request.ref} was withdrawn."
        call_off_event(actor=actor, ref=request.event_ref, reason=why)
    return request


def _becomes(request: Request) -> str:
    """Say what happens to the event or referral that was made for a request."""
    if request.event_ref:
        return f"Event {request.event_ref} is cancelled."
    return f"Referral {request.referral.ref} stays open." if request.referral else ""
