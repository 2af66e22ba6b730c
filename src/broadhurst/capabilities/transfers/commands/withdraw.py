"""Withdraw a transfer, with a reason.

The giver keeps the OCG, and the receiver can no longer see it.
"""

from broadhurst.capabilities.register.queries.leadership import locked
from broadhurst.capabilities.register.rules.registering import objections_to_text
from broadhurst.capabilities.transfers.models import Transfer, WithdrawReason
from broadhurst.capabilities.transfers.queries.forms import to_move
from broadhurst.capabilities.transfers.queries.moving import locked_transfer, parts_of
from broadhurst.capabilities.transfers.rules.moving import WORKFLOW
from broadhurst.capabilities.transfers.writes.window import drop_window
from broadhurst.foundation import clock
from broadhurst.foundation.access import grants
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.models import Grant
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.govuk.fields import ChoiceField, TextAreaField
from broadhurst.foundation.govuk.words import in_sentence
from broadhurst.foundation.workflow import refuse_if


class WithdrawForm(CommandForm):
    code = ChoiceField(label="Main reason", choices=WithdrawReason.choices)
    reason = TextAreaField(label="Explanation", max_length=2000)


@for_record(to_move("withdraw"))
@command
def withdraw(
    *, actor: Actor, transfer: Transfer, code: str = WithdrawReason.OTHER, reason: str
) -> Transfer:
    """Withdraw a transfer that nobody has accepted, and say why."""
    ocg = locked(transfer.ocg)
    transfer = locked_transfer(transfer)
    refuse_if(
        WORKFLOW.objections("withdraw", transfer.stage, parts_of(transfer, actor))
        + objections_to_text(reason)
    )

    transfer.stage = Transfer.Stage.WITHDRAWN
    transfer.closed_by, transfer.closed_at = actor.officer, clock.now()
    transfer.closed_code, transfer.closed_because = code, reason
    transfer.save()
    drop_window(actor, transfer)
    grants.end(ocg.dossier, transfer.receiver, Grant.Why.RECEIVER)

    record(
        actor,
        "transfer.withdrawn",
        ocg.ref,
        dossier=ocg.dossier,
        tell=[transfer.giver, transfer.receiver, transfer.opened_by],
        transfer=transfer.ref,
        giver=transfer.giver.name,
        code=in_sentence(transfer.closed_code_name),
        reason=reason,
    )
    return transfer
