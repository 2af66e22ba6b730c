"""Record when an allocated team started work.

Figures count access from that time.
"""

from datetime import datetime

from broadhurst.capabilities.tasking.models import Allocation, Bid
from broadhurst.capabilities.tasking.queries.bids import allocation_of, locked, parts_of
from broadhurst.capabilities.tasking.queries.forms import to_move
from broadhurst.capabilities.tasking.rules.supplying import objections_to_put_in_place
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.govuk import words
from broadhurst.foundation.govuk.fields import DateTimeField
from broadhurst.foundation.workflow import refuse_if


class PutInPlaceForm(CommandForm):
    in_place_at = DateTimeField(
        label="In place since", help_text="Leave blank if it is now.", required=False
    )


@for_record(to_move("put_in_place"))
@command
def put_in_place(*, actor: Actor, bid: Bid, in_place_at: datetime | None = None) -> Allocation:
    """Record when the team started work."""
    bid = locked(bid)
    in_place_at = in_place_at or clock.now()
    existing = allocation_of(bid)
    if existing:
        in_place_at = clock.in_order(existing.allocated_at, in_place_at)
    refuse_if(
        objections_to_put_in_place(
            bid,
            parts_of(bid, actor),
            in_place_at=in_place_at,
            allocated_at=existing.allocated_at if existing else None,
            now=clock.now(),
        )
    )

    allocation = bid.allocation
    allocation.in_place_at = in_place_at
    allocation.save()
    bid.stage = Bid.Stage.IN_PLACE
    bid.save()

    record(
        actor,
        "bid.put_in_place",
        bid.ref,
        dossier=bid.dossier,
        tell=[bid.bidder, bid.made_by, bid.board.unit],
        capability=allocation.booking.capability.name,
        at=words.moment(in_place_at),
    )
    return allocation
