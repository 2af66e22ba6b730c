"""Decline a transfer, with a reason.

The giver keeps the OCG, and the receiver can no longer see it.
"""

from broadhurst.capabilities.register.queries.leadership import locked
from broadhurst.capabilities.register.rules.registering import objections_to_text
from broadhurst.capabilities.transfers.models import Transfer
from broadhurst.capabilities.transfers.queries.moving import locked_transfer, parts_of
from broadhurst.capabilities.transfers.rules.moving import WORKFLOW
from broadhurst.foundation import clock
from broadhurst.foundation.access import grants
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.models import Grant
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.govuk.fields import TextAreaField
from broadhurst.foundation.workflow import refuse_if


class DeclineForm(CommandForm):
    reason = TextAreaField(label="Reason", max_length=2000)


@command
def decline(*, actor: Actor, transfer: Transfer, reason: str) -> Transfer:
    """Decline a transfer, and say why."""
    ocg = locked(transfer.ocg)
    transfer = locked_transfer(transfer)
    refuse_if(
        WORKFLOW.objections("decline", transfer.stage, parts_of(transfer, actor))
        + objections_to_text(reason)
    )

    transfer.stage = Transfer.Stage.DECLINED
    transfer.closed_by, transfer.closed_at = actor.officer, clock.now()
    transfer.closed_because = reason
    transfer.save()
    dossier = ocg.dossier
    grants.end(dossier, transfer.receiver, Grant.Why.RECEIVER)

    record(
        actor,
        "transfer.declined",
        ocg.ref,
        dossier=dossier,
        tell=[transfer.giver, transfer.receiver, transfer.opened_by],
        transfer=transfer.ref,
        receiver=transfer.receiver.name,
        reason=reason,
    )
    return transfer
