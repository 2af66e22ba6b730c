"""Offer an OCG to another organisation.

Nothing moves until the offer is accepted.
"""

from datetime import date

from broadhurst.capabilities.deconfliction.models import Check
from broadhurst.capabilities.deconfliction.writes.fresh_check import fresh_check
from broadhurst.capabilities.establishment.forms.fields import UnitField
from broadhurst.capabilities.register.models import Ocg
from broadhurst.capabilities.register.queries.leadership import current_leadership, locked
from broadhurst.capabilities.transfers.commands.open_transfer import open_transfer
from broadhurst.capabilities.transfers.models import Transfer
from broadhurst.capabilities.transfers.queries.forms import to_offer
from broadhurst.capabilities.transfers.queries.moving import receiving_units
from broadhurst.capabilities.transfers.rules.moving import objections_to_offer
from broadhurst.capabilities.transfers.writes.answer import answered_by_offer
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.agencies.models import Unit
from broadhurst.foundation.audit.record import command
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.govuk.fields import (
    ChoiceField,
    DateField,
    TextAreaField,
)
from broadhurst.foundation.workflow import refuse_if


class OfferForm(CommandForm):
    kind = ChoiceField(
        label="Kind of transfer",
        choices=Transfer.Kind.choices,
        hints={
            "full": "Owner, SIO, 4P plan and risk move together. Your SIO becomes the LRO.",
            "return": "The same, back to an organisation that has owned the OCG before.",
        },
    )
    receiver = UnitField(label="Receiving unit")
    reason = TextAreaField(label="Reason", max_length=2000)
    window_from = DateField(
        label="Start of the handover window",
        help_text="Your unit owns the risk until they accept. For example, 27 3 2026",
    )
    window_until = DateField(label="End of the handover window", help_text="For example, 24 4 2026")

    def narrow_choices(self) -> None:
        """Offer the units of other organisations that may own risk."""
        owner = current_leadership(self.subject["ocg"]).owner
        self.fields["receiver"].queryset = receiving_units(owner)  # type: ignore[attr-defined]


@for_record(to_offer)
@command
def offer(
    *,
    actor: Actor,
    ocg: Ocg,
    kind: str,
    receiver: Unit,
    reason: str,
    window_from: date,
    window_until: date,
) -> Transfer:
    """Offer an OCG to a unit of another organisation: in full, or as a return."""
    parts = current_leadership(locked(ocg)).parts_of(actor)
    refuse_if(objections_to_offer(parts))

    transfer = open_transfer(
        actor=actor,
        ocg=ocg,
        kind=kind,
        receiver=receiver,
        reason=reason,
        window_from=window_from,
        window_until=window_until,
    )
    answered_by_offer(actor, transfer)
    fresh_check(actor=actor, ocg=ocg, occasion=Check.Occasion.HANDOVER)
    return transfer
