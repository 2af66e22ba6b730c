"""Add a risk that no record shows, for the receiver to acknowledge."""

from broadhurst.capabilities.register.queries.leadership import locked
from broadhurst.capabilities.register.rules.registering import objections_to_text
from broadhurst.capabilities.transfers.models import Risk, Transfer
from broadhurst.capabilities.transfers.queries.forms import to_move
from broadhurst.capabilities.transfers.queries.moving import locked_transfer, parts_of
from broadhurst.capabilities.transfers.rules.moving import WORKFLOW
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.doors.references import new_reference
from broadhurst.foundation.govuk.fields import TextField
from broadhurst.foundation.workflow import refuse_if


class AddRiskForm(CommandForm):
    text = TextField(
        label="Risk",
        help_text="The risk that the receiving unit takes on. Do not include a victim's story.",
        max_length=400,
    )


@for_record(to_move("add_risk"))
@command
def add_risk(*, actor: Actor, transfer: Transfer, text: str) -> Risk:
    """Add an open risk to a transfer."""
    ocg = locked(transfer.ocg)
    transfer = locked_transfer(transfer)
    refuse_if(
        WORKFLOW.objections("add_risk", transfer.stage, parts_of(transfer, actor))
        + objections_to_text(text)
    )

    risk = Risk.objects.create(
        dossier=ocg.dossier,
        ref=new_reference("RSK"),
        transfer=transfer,
        source=Risk.Source.GIVER,
        text=text,
        added_by=actor.officer,
        added_at=clock.now(),
    )

    record(
        actor,
        "transfer.risk_added",
        ocg.ref,
        dossier=ocg.dossier,
        tell=[transfer.receiver],
        transfer=transfer.ref,
        risk=risk.ref,
    )
    return risk
