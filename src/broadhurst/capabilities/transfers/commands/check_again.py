"""Check for deconfliction again while a transfer is open: what is handed over is fresh."""

from broadhurst.capabilities.deconfliction.commands.check import check
from broadhurst.capabilities.deconfliction.models import Check
from broadhurst.capabilities.register.queries import locked
from broadhurst.capabilities.transfers import queries, rules
from broadhurst.capabilities.transfers.commands.list_risks import list_risks
from broadhurst.capabilities.transfers.models import Transfer
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.asking import Ask
from broadhurst.foundation.workflow import refuse_if


class CheckAgainForm(Ask):
    """Nothing is asked: what is on the OCG is what is checked."""


@command
def check_again(*, actor: Actor, transfer: Transfer) -> Check:
    """Check the OCG's targets; each new hit is listed as an open risk."""
    ocg = locked(transfer.ocg)
    transfer = queries.locked(transfer)
    refuse_if(
        rules.WORKFLOW.objections("check_again", transfer.stage, queries.parts_of(transfer, actor))
    )

    made = check(actor=actor, ocg=ocg, occasion=Check.Occasion.HANDOVER)
    if queries.pack_of(transfer):
        list_risks(actor, transfer)

    record(
        actor,
        "transfer.checked_again",
        ocg.ref,
        dossier=ocg.dossier,
        tell=[transfer.receiver],
        transfer=transfer.ref,
        receipt=made.ref,
        hits=made.hit_count,
        referred=made.referred,
    )
    return made
