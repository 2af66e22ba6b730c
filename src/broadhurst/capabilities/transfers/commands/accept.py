"""Accept a transfer.

A named officer of the receiver takes over the whole OCG.
"""

from broadhurst.capabilities.deconfliction.commands.check import check
from broadhurst.capabilities.deconfliction.forms.known_hits import (
    known_hits_field,
    objections_to_hits,
    offer_known_hits,
)
from broadhurst.capabilities.deconfliction.models import Check
from broadhurst.capabilities.deconfliction.queries.checks import latest_check
from broadhurst.capabilities.establishment.forms.fields import OfficerField
from broadhurst.capabilities.establishment.queries.officers import officers_of
from broadhurst.capabilities.register.queries.leadership import current_leadership, locked
from broadhurst.capabilities.register.rules.leading import LRO_ROLES, SIO_ROLES
from broadhurst.capabilities.transfers.models import Transfer
from broadhurst.capabilities.transfers.queries.forms import to_accept
from broadhurst.capabilities.transfers.queries.moving import (
    agencies_of,
    expected_lro,
    linked_unit,
    locked_transfer,
    parts_of,
    progress,
)
from broadhurst.capabilities.transfers.rules.accepting import (
    objections_to_accept,
    objections_to_new_leads,
)
from broadhurst.capabilities.transfers.writes.answer import passed_on
from broadhurst.capabilities.transfers.writes.move import move
from broadhurst.capabilities.transfers.writes.window import drop_window
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.agencies.models import Officer, Unit
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import ANY, CommandForm
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.govuk.fields import TextField
from broadhurst.foundation.govuk.words import in_sentence
from broadhurst.foundation.workflow import refuse_if


class AcceptForm(CommandForm):
    shows = {"new_lro": {ANY: ("lro_reason",)}}

    new_sio = OfficerField(label="New SIO")
    new_lro = OfficerField(label="New LRO", required=False)
    lro_reason = TextField(label="Why is someone else the LRO?", required=False, max_length=200)
    holder = OfficerField(
        label="Holder of open safeguarding referrals",
        help_text="If blank, the new LRO holds them.",
        required=False,
    )
    known_hits = known_hits_field()

    def narrow_choices(self) -> None:
        """Offer officers to name as SIO, LRO and holder of referrals.

        The SIO is an investigator or a supervisor of the receiver's organisation. The LRO comes
        from the organisation of `linked_unit`, and can lead there.
        """
        transfer, day = self.subject["transfer"], clock.today()
        offer_known_hits(self, transfer.ocg)
        expected = expected_lro(transfer)
        receivers = officers_of(transfer.receiver.agency, day)
        choices = {
            "new_sio": officers_of(transfer.receiver.agency, day, roles=SIO_ROLES),
            "new_lro": officers_of(linked_unit(transfer).agency, day, roles=LRO_ROLES),
            "holder": receivers | officers_of(transfer.giver.agency, day),
        }
        for name, officers in choices.items():
            self.fields[name].queryset = officers  # type: ignore[attr-defined]
        self.fields["new_sio"].initial = transfer.new_sio
        self.fields["new_lro"].help_text = f"{expected.name}, unless you name another."
        self.if_blank = {"new_lro": expected.name, "holder": "The new LRO"}


@for_record(to_accept)
@command
def accept(
    *,
    actor: Actor,
    transfer: Transfer,
    new_sio: Officer,
    new_lro: Officer | None = None,
    lro_reason: str = "",
    holder: Officer | None = None,
    known_hits: int | None = None,
) -> Transfer:
    """Move owner, SIO, plan and risk to the receiver at once.
    The giver's SIO becomes the LRO.
    """
    ocg = locked(transfer.ocg)
    transfer, leadership = locked_transfer(transfer), current_leadership(ocg)
    expected = expected_lro(transfer, leadership)
    lro = new_lro or expected
    unknown, hits = objections_to_hits(ocg, known_hits)
    refuse_if(
        objections_to_accept(
            actor,
            transfer,
            parts_of(transfer, actor, leadership),
            owner_id=leadership.owner.pk,
            todo=progress(transfer),
        )
        + objections_to_new_leads(
            transfer,
            sio=new_sio,
            lro=lro,
            expected=expected,
            reason=lro_reason,
            sio_agencies=agencies_of(new_sio, roles=SIO_ROLES),
            lro_agencies=agencies_of(lro, roles=LRO_ROLES),
        )
        + unknown
    )

    transfer.stage = Transfer.Stage.ACCEPTED
    transfer.accepted_by, transfer.accepted_at = actor.officer, clock.now()
    transfer.new_sio, transfer.new_lro, transfer.lro_reason = new_sio, lro, lro_reason
    transfer.rests_on = latest_check(ocg)
    recipients: list[Unit | Officer] = [transfer.giver, transfer.receiver, new_sio, lro]
    recipients += leadership.officers()
    move(actor, transfer, holder=holder or lro)
    # The database then checks that no part was left behind.
    transfer.save()
    passed_on(actor, transfer)
    drop_window(actor, transfer)
    # Check for the new owner, so that entries of other units become hits with it.
    check(actor=actor, ocg=ocg, occasion=Check.Occasion.HANDOVER)

    record(
        actor,
        "transfer.accepted",
        ocg.ref,
        dossier=ocg.dossier,
        tell=recipients,
        transfer=transfer.ref,
        what=in_sentence(transfer.get_kind_display()),
        giver=transfer.giver.name,
        receiver=transfer.receiver.name,
        sio=new_sio.name,
        lro=lro.name,
        open_hits=hits.count if hits else None,
    )
    return transfer
