"""Withdraw a request for an OCG, with a reason."""

from broadhurst.capabilities.register.queries.leadership import locked
from broadhurst.capabilities.register.rules.registering import objections_to_text
from broadhurst.capabilities.transfers.models import TransferRequest
from broadhurst.capabilities.transfers.queries.asked import locked_request, request_parts
from broadhurst.capabilities.transfers.queries.forms import to_answer_request
from broadhurst.capabilities.transfers.rules.asking import WORKFLOW
from broadhurst.capabilities.transfers.writes.answer import withdrawn
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.record import command
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.govuk.fields import TextAreaField
from broadhurst.foundation.workflow import refuse_if


class WithdrawRequestForm(CommandForm):
    reason = TextAreaField(label="Reason", max_length=2000)


@for_record(to_answer_request("withdraw_request"))
@command
def withdraw_request(
    *, actor: Actor, transfer_request: TransferRequest, reason: str
) -> TransferRequest:
    """Withdraw a request that is not answered yet, and say why."""
    if transfer_request.ocg:
        locked(transfer_request.ocg)
    transfer_request = locked_request(transfer_request)
    refuse_if(
        WORKFLOW.objections(
            "withdraw_request", transfer_request.stage, request_parts(transfer_request, actor)
        )
        + objections_to_text(reason)
    )

    withdrawn(actor, transfer_request, reason)
    return transfer_request
