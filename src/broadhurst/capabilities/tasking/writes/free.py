"""End the booking of a team. Not a command: `deliver` and `withdraw` call it."""

from broadhurst.capabilities.tasking.models import Allocation
from broadhurst.foundation import clock


def free(allocation: Allocation) -> None:
    """End the booking now, unless it has ended.

    A booking not yet begun becomes empty.
    """
    booking = allocation.booking
    booking.until_at = min(booking.until_at, clock.now())
    booking.from_at = min(booking.from_at, booking.until_at)
    booking.save()
