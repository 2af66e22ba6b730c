"""Decline to hand over an OCG that another unit asked for, with a reason."""

from broadhurst.capabilities.register.queries.leadership import locked
from broadhurst.capabilities.register.rules.registering import objections_to_text
from broadhurst.capabilities.transfers.models import RequestDeclineReason, TransferRequest
from broadhurst.capabilities.transfers.queries.asked import locked_request, request_parts
from broadhurst.capabilities.transfers.queries.forms import to_answer_request
from broadhurst.capabilities.transfers.rules.asking import WORKFLOW
from broadhurst.capabilities.transfers.writes.answer import answered, for_the_log
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.govuk.fields import ChoiceField, TextAreaField
from broadhurst.foundation.workflow import refuse_if


class DeclineRequestForm(CommandForm):
    code = ChoiceField(label="Main reason", choices=RequestDeclineReason.choices)
    reason = TextAreaField(
        label="Explanation",
        help_text="The other unit reads it. Do not tell them more about the OCG than they know.",
        max_length=2000,
    )


@for_record(to_answer_request("decline_request"))
@command
def decline_request(
    *, actor: Actor, transfer_request: TransferRequest, code: str, reason: str
) -> TransferRequest:
    """Decline a request for an OCG, and say why."""
    if transfer_request.ocg:
        locked(transfer_request.ocg)
    transfer_request = locked_request(transfer_request)
    refuse_if(
        WORKFLOW.objections(
            "decline_request", transfer_request.stage, request_parts(transfer_request, actor)
        )
        + objections_to_text(reason)
    )

    transfer_request.decline_reason, transfer_request.answer = code, reason
    answered(actor, transfer_request, TransferRequest.Stage.DECLINED)

    record(
        actor, "transfer_request.declined", transfer_request.ref, **for_the_log(transfer_request)
    )
    return transfer_request
