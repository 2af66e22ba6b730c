"""Open a transfer. This alone moves nothing. Only `offer` and `adopt` call it."""

from datetime import date

from broadhurst.capabilities.register.models import Ocg
from broadhurst.capabilities.register.queries.leadership import current_leadership, locked
from broadhurst.capabilities.tasking.models import Bid
from broadhurst.capabilities.transfers.models import Transfer
from broadhurst.capabilities.transfers.queries.moving import has_owned, open_transfer_of
from broadhurst.capabilities.transfers.rules.moving import objections_to_open, objections_to_window
from broadhurst.foundation import clock
from broadhurst.foundation.access import grants
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.grants import Sight
from broadhurst.foundation.access.models import Grant
from broadhurst.foundation.agencies.models import Unit
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.references import new_reference
from broadhurst.foundation.govuk.words import day, in_sentence
from broadhurst.foundation.workflow import refuse_if


@command
def open_transfer(
    *,
    actor: Actor,
    ocg: Ocg,
    kind: str,
    receiver: Unit,
    reason: str,
    window_from: date,
    window_until: date,
    bid: Bid | None = None,
) -> Transfer:
    """Open a transfer from the owner to a unit of another organisation.

    From now on the receiver can see the OCG.
    """
    ocg = locked(ocg)
    leadership = current_leadership(ocg)
    refuse_if(
        objections_to_open(
            ocg,
            kind=kind,
            giver=leadership.owner,
            receiver=receiver,
            is_open=open_transfer_of(ocg) is not None,
            has_owned=has_owned(receiver.agency, ocg),
        )
        + objections_to_window(starts=window_from, ends=window_until, today=clock.today())
    )

    ref = new_reference("TRF")
    transfer = Transfer.objects.create(
        dossier=ocg.dossier,
        ref=ref,
        ocg=ocg,
        kind=kind,
        giver=leadership.owner,
        receiver=receiver,
        bid=bid,
        reason=reason,
        opened_by=actor.officer,
        opened_at=clock.now(),
        window_from=window_from,
        window_until=window_until,
    )
    grants.give(ocg.dossier, Sight(receiver, Grant.Level.SEE, Grant.Why.RECEIVER, ref))

    record(
        actor,
        "transfer.opened",
        ocg.ref,
        dossier=ocg.dossier,
        kind=Event.Kind.DISCLOSURE,
        tell=[leadership.owner, receiver, *leadership.officers()],
        transfer=ref,
        what=in_sentence(transfer.get_kind_display()),
        giver=leadership.owner.name,
        receiver=receiver.name,
        until=day(window_until),
    )
    return transfer
