"""Set whether an item on the checklist moves, or the giver keeps it until a day."""

from datetime import date

from broadhurst.capabilities.register.queries.leadership import locked
from broadhurst.capabilities.transfers.models import Risk
from broadhurst.capabilities.transfers.queries.checklist import locked_risk
from broadhurst.capabilities.transfers.queries.forms import to_settle
from broadhurst.capabilities.transfers.queries.moving import locked_transfer, parts_of
from broadhurst.capabilities.transfers.rules.checklist import (
    objections_to_set_terms,
    objections_to_set_terms_now,
)
from broadhurst.capabilities.transfers.rules.moving import GIVER
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.govuk.fields import ChoiceField, DateField, TextField
from broadhurst.foundation.govuk.words import day
from broadhurst.foundation.workflow import refuse_if


class SetTermsForm(CommandForm):
    shows = {"terms": {"kept": ("kept_until",)}}
    needs = ("kept_until",)

    terms = ChoiceField(label="Terms", choices=Risk.Terms.choices)
    kept_until = DateField(
        label="Last day with the giver", help_text="For example, 24 4 2026", required=False
    )
    reason = TextField(label="Reason", max_length=400)


@for_record(to_settle(objections_to_set_terms_now))
@command
def set_terms(
    *, actor: Actor, risk: Risk, terms: str, reason: str, kept_until: date | None = None
) -> Risk:
    """Set the terms of an item. The other side must see them before the transfer is accepted.

    New terms of the giver are for the receiver to acknowledge again. Terms of the receiver count as
    acknowledged by it, and the giver has to agree.
    """
    ocg = locked(risk.transfer.ocg)
    transfer = locked_transfer(risk.transfer)
    risk, parts, now = locked_risk(risk), parts_of(transfer, actor), clock.now()
    refuse_if(
        objections_to_set_terms(
            transfer,
            risk,
            parts,
            terms=terms,
            kept_until=kept_until,
            reason=reason,
            today=clock.today(),
        )
    )

    risk.terms, risk.kept_until, risk.terms_reason = terms, kept_until, reason
    risk.terms_by, risk.terms_at = actor.officer, now
    by, at = actor.officer, now
    if GIVER in parts:
        risk.agreed_by, risk.agreed_at = by, at
        risk.acknowledged_by = risk.acknowledged_at = None
    else:
        risk.acknowledged_by, risk.acknowledged_at = by, at
        risk.agreed_by = risk.agreed_at = None
    risk.save()

    record(
        actor,
        "transfer.terms_set",
        ocg.ref,
        dossier=ocg.dossier,
        tell=[transfer.receiver if GIVER in parts else transfer.giver],
        transfer=transfer.ref,
        risk=risk.ref,
        until=day(kept_until) if kept_until else "",
        reason=reason,
    )
    return risk
