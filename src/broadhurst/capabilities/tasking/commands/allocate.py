"""Allocate a team to a bid that a board supported."""

from datetime import date
from typing import cast

from broadhurst.capabilities.tasking.models import Allocation, Bid, Booking, Capability
from broadhurst.capabilities.tasking.queries.bids import locked, parts_of
from broadhurst.capabilities.tasking.queries.boards import free_team, locked_capability
from broadhurst.capabilities.tasking.queries.forms import to_move
from broadhurst.capabilities.tasking.rules.supplying import objections_to_allocate
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.govuk import words
from broadhurst.foundation.govuk.fields import DateField
from broadhurst.foundation.workflow import refuse_if


class AllocateForm(CommandForm):
    from_on = DateField(label="First day")
    until_on = DateField(label="Last day")

    def narrow_choices(self) -> None:
        """Fill in the days that the bid asks for, or as many from today if they have passed."""
        bid, today = self.subject["bid"], clock.today()
        since, until = max(bid.from_on or today, today), bid.until_on
        if until and until < since:
            until = since + (until - bid.from_on)
        self.fields["from_on"].initial, self.fields["until_on"].initial = since, until


@for_record(to_move("allocate"))
@command
def allocate(*, actor: Actor, bid: Bid, from_on: date, until_on: date) -> Allocation:
    """Allocate one team to a bid, for whole days.
    The team works to the SIO's objectives.
    """
    bid = locked(bid)
    since, until = max(clock.midnight(from_on), clock.now()), clock.end_of(until_on)
    team = free_team(locked_capability(bid.given), since, until) if bid.given else None
    refuse_if(
        objections_to_allocate(
            bid,
            parts_of(bid, actor),
            from_on=from_on,
            until_on=until_on,
            today=clock.today(),
            team=team,
        )
    )

    capability = cast(Capability, bid.given)
    booking = Booking.objects.create(
        capability=capability, team=cast(int, team), from_at=since, until_at=until
    )
    allocation = Allocation.objects.create(
        dossier=bid.dossier,
        bid=bid,
        booking=booking,
        allocated_by=actor.officer,
        allocated_at=clock.now(),
    )
    bid.stage = Bid.Stage.ALLOCATED
    bid.save()

    record(
        actor,
        "bid.allocated",
        bid.ref,
        dossier=bid.dossier,
        tell=[bid.bidder, bid.made_by, bid.board.unit],
        capability=capability.name,
        since=words.day(from_on),
        until=words.day(until_on),
    )
    return allocation
