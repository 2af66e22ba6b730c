"""Withdraw a signatory. Letters that they signed stay."""

from broadhurst.capabilities.letters.models import Signatory
from broadhurst.capabilities.letters.queries.forms import to_change_signatory
from broadhurst.capabilities.letters.queries.kept import locked_signatory
from broadhurst.capabilities.letters.rules.templates import objections_to_keep
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.govuk.fields import TextField
from broadhurst.foundation.workflow import refuse_if


class WithdrawSignatoryForm(CommandForm):
    because = TextField(
        label="Reason", help_text="We keep the reason with the record.", max_length=200
    )


@for_record(to_change_signatory)
@command
def withdraw_signatory(*, actor: Actor, signatory: Signatory, because: str) -> Signatory:
    """Withdraw a signatory, so that no new letter can have it."""
    signatory = locked_signatory(signatory)
    refuse_if(objections_to_keep(actor, signatory))

    signatory.withdrawn_at, signatory.withdrawn_because = clock.now(), because
    signatory.save(update_fields=["withdrawn_at", "withdrawn_because"])

    record(
        actor,
        "signatory.withdrawn",
        signatory.ref,
        dossier=signatory.dossier,
        name=signatory.name,
        because=because,
    )
    return signatory
