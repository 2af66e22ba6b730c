"""Run a new deconfliction check while a transfer is open."""

from broadhurst.capabilities.deconfliction.commands.check import check
from broadhurst.capabilities.deconfliction.models import Check
from broadhurst.capabilities.register.queries.leadership import locked
from broadhurst.capabilities.transfers.models import Transfer
from broadhurst.capabilities.transfers.queries.forms import to_move
from broadhurst.capabilities.transfers.queries.moving import locked_transfer, pack_of, parts_of
from broadhurst.capabilities.transfers.rules.moving import WORKFLOW
from broadhurst.capabilities.transfers.writes.list_risks import list_risks
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.workflow import refuse_if


class CheckAgainForm(CommandForm):
    """A form without fields. The check covers the targets now on the OCG."""


@for_record(to_move("check_again"))
@command
def check_again(*, actor: Actor, transfer: Transfer) -> Check:
    """Check the OCG's targets, and list each new hit as an open risk."""
    ocg = locked(transfer.ocg)
    transfer = locked_transfer(transfer)
    refuse_if(WORKFLOW.objections("check_again", transfer.stage, parts_of(transfer, actor)))

    new_check = check(actor=actor, ocg=ocg, occasion=Check.Occasion.HANDOVER)
    if pack_of(transfer):
        list_risks(actor, transfer)

    record(
        actor,
        "transfer.checked_again",
        ocg.ref,
        dossier=ocg.dossier,
        tell=[transfer.receiver],
        transfer=transfer.ref,
        receipt=new_check.ref,
        hits=new_check.hit_count,
        referred=new_check.referred,
    )
    return new_check
