"""Name the officer who becomes the SIO, before the transfer is accepted."""

from broadhurst.capabilities.establishment.forms.fields import OfficerField
from broadhurst.capabilities.establishment.queries.officers import officers_of
from broadhurst.capabilities.register.queries.leadership import locked
from broadhurst.capabilities.register.rules.leading import SIO_ROLES
from broadhurst.capabilities.transfers.models import Transfer
from broadhurst.capabilities.transfers.queries.forms import to_move
from broadhurst.capabilities.transfers.queries.moving import (
    agencies_of,
    locked_transfer,
    parts_of,
)
from broadhurst.capabilities.transfers.rules.accepting import objections_to_name_sio
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.agencies.models import Officer
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.workflow import refuse_if


class NameSioForm(CommandForm):
    new_sio = OfficerField(label="New SIO")

    def narrow_choices(self) -> None:
        """Offer the investigators and supervisors of the receiver's organisation."""
        transfer = self.subject["transfer"]
        rows = officers_of(transfer.receiver.agency, clock.today(), roles=SIO_ROLES)
        self.fields["new_sio"].queryset = rows  # type: ignore[attr-defined]
        self.fields["new_sio"].initial = transfer.new_sio


@for_record(to_move("name_sio"))
@command
def name_sio(*, actor: Actor, transfer: Transfer, new_sio: Officer) -> Transfer:
    """Name the next SIO. The giver's SIO leads until the transfer is accepted."""
    ocg = locked(transfer.ocg)
    transfer = locked_transfer(transfer)
    refuse_if(
        objections_to_name_sio(
            transfer,
            parts_of(transfer, actor),
            sio=new_sio,
            sio_agencies=agencies_of(new_sio, roles=SIO_ROLES),
        )
    )

    transfer.new_sio = new_sio
    transfer.save(update_fields=["new_sio"])

    record(
        actor,
        "transfer.sio_named",
        ocg.ref,
        dossier=ocg.dossier,
        tell=[transfer.giver, transfer.receiver, new_sio],
        transfer=transfer.ref,
        sio=new_sio.name,
    )
    return transfer
