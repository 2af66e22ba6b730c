"""Decline a transfer, with a reason.

The giver keeps the OCG, and the receiver can no longer see it.
"""

from broadhurst.capabilities.register.queries.leadership import locked
from broadhurst.capabilities.register.rules.registering import objections_to_text
from broadhurst.capabilities.transfers.models import DeclineReason, Transfer
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


class DeclineForm(CommandForm):
    code = ChoiceField(label="Main reason", choices=DeclineReason.choices)
    reason = TextAreaField(label="Explanation", max_length=2000)


@for_record(to_move("decline"))
@command
def decline(
    *, actor: Actor, transfer: Transfer, code: str = DeclineReason.OTHER, reason: str
) -> Transfer:
    """Decline a transfer, and say why."""
    ocg = locked(transfer.ocg)
    transfer = locked_transfer(transfer)
    refuse_if(
        WORKFLOW.objections("decline", transfer.stage, parts_of(transfer, actor))
        + objections_to_text(reason)
    )

    transfer.stage = Transfer.Stage.DECLINED
    transfer.closed_by, transfer.closed_at = actor.officer, clock.now()
    transfer.closed_code, transfer.closed_because = code, reason
    transfer.save()
    dossier = ocg.dossier
    drop_window(actor, transfer)
    grants.end(dossier, transfer.receiver, Grant.Why.RECEIVER)

    record(
        actor,
        "transfer.declined",
        ocg.ref,
        dossier=dossier,
        tell=[transfer.giver, transfer.receiver, transfer.opened_by],
        transfer=transfer.ref,
        receiver=transfer.receiver.name,
        code=in_sentence(transfer.closed_code_name),
        reason=reason,
    )
    return transfer
