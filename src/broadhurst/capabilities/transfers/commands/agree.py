"""Agree to a request for an OCG. This opens a transfer; nothing moves yet."""

from datetime import date

from broadhurst.capabilities.deconfliction.models import Check
from broadhurst.capabilities.deconfliction.writes.fresh_check import fresh_check
from broadhurst.capabilities.register.forms.fields import OcgField
from broadhurst.capabilities.register.models import Ocg
from broadhurst.capabilities.register.queries.leadership import current_leadership, locked
from broadhurst.capabilities.transfers.commands.open_transfer import open_transfer
from broadhurst.capabilities.transfers.models import Transfer, TransferRequest
from broadhurst.capabilities.transfers.queries.asked import (
    locked_request,
    own_sides,
    owned_by,
    request_parts,
)
from broadhurst.capabilities.transfers.queries.forms import to_agree
from broadhurst.capabilities.transfers.queries.moving import has_owned
from broadhurst.capabilities.transfers.rules.asking import objections_to_agree
from broadhurst.capabilities.transfers.writes.answer import agreed
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.record import command
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.govuk.fields import DateField
from broadhurst.foundation.workflow import refuse_if


class AgreeForm(CommandForm):
    ocg = OcgField(
        label="OCG to hand over",
        help_text="The other unit sees it as soon as you agree.",
        queryset=Ocg.objects.none(),
    )
    window_from = DateField(
        label="Start of the handover window",
        help_text="Your unit owns the risk until they accept. For example, 27 3 2026",
    )
    window_until = DateField(label="End of the handover window", help_text="For example, 24 4 2026")

    def narrow_choices(self) -> None:
        """Offer the OCGs of the asked unit, and begin with the one on its side of the hit."""
        transfer_request = self.subject["transfer_request"]
        if transfer_request.ocg_id:
            del self.fields["ocg"]
            return
        rows = owned_by(transfer_request.owner)
        self.fields["ocg"].queryset = rows  # type: ignore[attr-defined]
        side = own_sides(self.actor).filter(hit__ref=transfer_request.hit_ref).first()
        self.fields["ocg"].initial = rows.filter(ref=side.ocg_ref).first() if side else None


@for_record(to_agree)
@command
def agree(
    *,
    actor: Actor,
    transfer_request: TransferRequest,
    window_from: date,
    window_until: date,
    ocg: Ocg | None = None,
) -> Transfer:
    """Open the transfer that another unit asked for."""
    asked_for = transfer_request.ocg or ocg
    asked_for = locked(asked_for) if asked_for else None
    transfer_request = locked_request(transfer_request)
    owner = current_leadership(asked_for).owner if asked_for else None
    refuse_if(
        objections_to_agree(
            transfer_request,
            request_parts(transfer_request, actor),
            ocg=asked_for,
            owner_id=owner.pk if owner else None,
        )
    )

    assert asked_for is not None  # noqa: S101 - the rule refuses it above
    receiver = transfer_request.requester
    is_return = has_owned(receiver.agency, asked_for)
    transfer = open_transfer(
        actor=actor,
        ocg=asked_for,
        kind=Transfer.Kind.RETURN if is_return else Transfer.Kind.FULL,
        receiver=receiver,
        reason=transfer_request.reason,
        window_from=window_from,
        window_until=window_until,
    )
    agreed(actor, transfer_request, transfer)
    fresh_check(actor=actor, ocg=asked_for, occasion=Check.Occasion.HANDOVER)
    return transfer
