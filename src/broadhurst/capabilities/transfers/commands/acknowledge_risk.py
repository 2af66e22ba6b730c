"""Acknowledge an open risk by name, for the organisation that takes it on."""

from broadhurst.capabilities.register.queries.leadership import locked
from broadhurst.capabilities.transfers.models import Risk
from broadhurst.capabilities.transfers.queries.forms import to_acknowledge_risk
from broadhurst.capabilities.transfers.queries.moving import locked_transfer, parts_of
from broadhurst.capabilities.transfers.rules.checklist import objections_to_acknowledge_risk
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.locks import lock
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.workflow import refuse_if


class AcknowledgeRiskForm(CommandForm):
    """A form without fields. The officer who submits it acknowledges the risk."""


@for_record(to_acknowledge_risk)
@command
def acknowledge_risk(*, actor: Actor, risk: Risk) -> Risk:
    """Confirm that the officer has read a risk that their organisation takes on."""
    ocg = locked(risk.transfer.ocg)
    transfer = locked_transfer(risk.transfer)
    risk = lock(Risk.objects.all(), risk)
    refuse_if(
        objections_to_acknowledge_risk(
            transfer,
            parts_of(transfer, actor),
            is_acknowledged=risk.acknowledged_at is not None,
            is_over=risk.over_at is not None,
        )
    )

    risk.acknowledged_by, risk.acknowledged_at = actor.officer, clock.now()
    risk.save(update_fields=["acknowledged_by", "acknowledged_at"])

    record(
        actor,
        "transfer.risk_acknowledged",
        ocg.ref,
        dossier=ocg.dossier,
        tell=[transfer.giver],
        transfer=transfer.ref,
        risk=risk.ref,
    )
    return risk
