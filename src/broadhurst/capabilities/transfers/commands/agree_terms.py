"""Agree, as the giver, to the terms that the receiver set for an item."""

from broadhurst.capabilities.register.queries.leadership import locked
from broadhurst.capabilities.transfers.models import Risk
from broadhurst.capabilities.transfers.queries.checklist import locked_risk
from broadhurst.capabilities.transfers.queries.forms import to_settle
from broadhurst.capabilities.transfers.queries.moving import locked_transfer, parts_of
from broadhurst.capabilities.transfers.rules.checklist import objections_to_agree_terms
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.workflow import refuse_if


class AgreeTermsForm(CommandForm):
    """A form without fields. The officer who submits it agrees to the terms."""


@for_record(to_settle(objections_to_agree_terms))
@command
def agree_terms(*, actor: Actor, risk: Risk) -> Risk:
    """Agree to keep an item, or to let it move, as the receiver asked."""
    ocg = locked(risk.transfer.ocg)
    transfer = locked_transfer(risk.transfer)
    risk = locked_risk(risk)
    refuse_if(objections_to_agree_terms(transfer, risk, parts_of(transfer, actor)))

    risk.agreed_by, risk.agreed_at = actor.officer, clock.now()
    risk.save(update_fields=["agreed_by", "agreed_at"])

    record(
        actor,
        "transfer.terms_agreed",
        ocg.ref,
        dossier=ocg.dossier,
        tell=[transfer.receiver],
        transfer=transfer.ref,
        risk=risk.ref,
    )
    return risk
