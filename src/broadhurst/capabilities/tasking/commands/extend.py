"""Extend the booking of an allocated team, with the reason."""

from datetime import date, timedelta

from broadhurst.capabilities.tasking.models import Allocation, Bid
from broadhurst.capabilities.tasking.queries.bids import allocation_of, locked, parts_of
from broadhurst.capabilities.tasking.queries.boards import is_team_free, locked_capability
from broadhurst.capabilities.tasking.queries.forms import to_move
from broadhurst.capabilities.tasking.rules.supplying import objections_to_extend
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.govuk import words
from broadhurst.foundation.govuk.fields import DateField, TextAreaField
from broadhurst.foundation.workflow import refuse_if


class ExtendForm(CommandForm):
    until_on = DateField(label="New last day", help_text="For example, 27 3 2027")
    because = TextAreaField(label="Reason", max_length=400, rows=2)


@for_record(to_move("extend"))
@command
def extend(*, actor: Actor, bid: Bid, until_on: date, because: str) -> Allocation:
    """Keep the team longer. The database refuses days when it has other work."""
    bid = locked(bid)
    allocation, until = allocation_of(bid), clock.end_of(until_on)
    ends_on, is_free = until_on, True
    if allocation:
        booking = allocation.booking
        locked_capability(booking.capability)
        ends_on = words.london_day(booking.until_at - timedelta(seconds=1))
        is_free = is_team_free(booking.capability, booking.team, booking.until_at, until)
    refuse_if(
        objections_to_extend(
            bid, parts_of(bid, actor), until_on=until_on, ends_on=ends_on, is_free=is_free
        )
    )

    extended: Allocation = bid.allocation
    booking = extended.booking
    booking.until_at = until
    booking.save()

    record(
        actor, "bid.extended", bid.ref, dossier=bid.dossier,
        tell=[bid.bidder, bid.made_by, bid.board.unit], capability=booking.capability.name,
        until=words.day(until_on), because=because,
    )  # fmt: skip
    return extended
