"""Adopt a bid in full. The regional board's decision opens a transfer."""

from datetime import date, datetime
from typing import Any

from broadhurst.capabilities.deconfliction.forms.known_hits import (
    known_hits_field,
    offer_known_hits,
)
from broadhurst.capabilities.establishment.forms.fields import UnitField
from broadhurst.capabilities.register.queries.leadership import current_leadership, locked
from broadhurst.capabilities.tasking.commands.decide import decide
from broadhurst.capabilities.tasking.models import Decision
from broadhurst.capabilities.tasking.queries.bids import ocg_behind, ocg_of
from broadhurst.capabilities.transfers.commands.open_transfer import open_transfer
from broadhurst.capabilities.transfers.models import Transfer
from broadhurst.capabilities.transfers.queries.forms import to_adopt
from broadhurst.capabilities.transfers.queries.moving import receiving_units
from broadhurst.capabilities.transfers.writes.answer import answered_by_offer
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.agencies.models import Unit
from broadhurst.foundation.audit.record import command
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.govuk.fields import (
    DateField,
    DateTimeField,
    TextAreaField,
)


class AdoptForm(CommandForm):
    reason = TextAreaField(label="Reason", max_length=2000)
    receiver = UnitField(
        label="Receiving unit",
        help_text="It can see the OCG from now, and owns the risk when it accepts.",
    )
    window_from = DateField(
        label="Start of the handover window", help_text="For example, 27 3 2026"
    )
    window_until = DateField(label="End of the handover window", help_text="For example, 24 4 2026")
    made_at = DateTimeField(
        label="When was this decided?",
        help_text="Leave blank if it is decided now.",
        required=False,
    )
    known_hits = known_hits_field()

    def narrow_choices(self) -> None:
        """Offer units that may own risk.

        Only units of the board's own organisation are offered, if it has any.
        """
        bid = self.subject["bid"]
        ocg = ocg_of(bid)
        if ocg:
            offer_known_hits(self, ocg)
        units = receiving_units(current_leadership(ocg).owner if ocg else None)
        own_units = units.filter(agency=bid.board.unit.agency_id)
        self.fields["receiver"].queryset = own_units if own_units.exists() else units  # type: ignore[attr-defined]


@for_record(to_adopt)
@command
def adopt(
    *,
    actor: Actor,
    bid: Any,
    reason: str,
    receiver: Unit,
    window_from: date,
    window_until: date,
    made_at: datetime | None = None,
    known_hits: int | None = None,
) -> Transfer:
    """Decide that the region takes over the OCG. Nothing moves until it is accepted (rule 10)."""
    ocg = locked(ocg_behind(bid))
    decide(
        actor=actor,
        bid=bid,
        outcome=Decision.Outcome.ADOPTED,
        reason=reason,
        made_at=made_at,
        known_hits=known_hits,
    )

    transfer = open_transfer(
        actor=actor,
        ocg=ocg,
        kind=Transfer.Kind.FULL,
        receiver=receiver,
        reason=reason,
        window_from=window_from,
        window_until=window_until,
        bid=bid,
    )
    answered_by_offer(actor, transfer)
    return transfer
