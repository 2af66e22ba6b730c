"""Hand over an item that the giver kept after the transfer."""

from broadhurst.capabilities.register.queries.leadership import locked
from broadhurst.capabilities.transfers.models import Risk
from broadhurst.capabilities.transfers.queries.checklist import locked_risk
from broadhurst.capabilities.transfers.queries.forms import to_settle
from broadhurst.capabilities.transfers.queries.moving import locked_transfer, parts_of
from broadhurst.capabilities.transfers.rules.checklist import objections_to_hand_over_item
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.workflow import refuse_if


class HandOverItemForm(CommandForm):
    """A form without fields. The officer who submits it hands the item over."""


@for_record(to_settle(objections_to_hand_over_item))
@command
def hand_over_item(*, actor: Actor, risk: Risk) -> Risk:
    """Record that the receiver has an item now, which the giver had kept."""
    ocg = locked(risk.transfer.ocg)
    transfer = locked_transfer(risk.transfer)
    risk = locked_risk(risk)
    refuse_if(objections_to_hand_over_item(transfer, risk, parts_of(transfer, actor)))

    risk.handed_over_by, risk.handed_over_at = actor.officer, clock.now()
    risk.save(update_fields=["handed_over_by", "handed_over_at"])

    record(
        actor,
        "transfer.item_handed_over",
        ocg.ref,
        dossier=ocg.dossier,
        tell=[transfer.receiver],
        transfer=transfer.ref,
        risk=risk.ref,
    )
    return risk
