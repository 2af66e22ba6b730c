"""Open work on an OCG, in every room."""

from broadhurst.capabilities.deconfliction.queries.archiving import still_open as open_hits
from broadhurst.capabilities.liaison.queries.archiving import still_open as open_requests
from broadhurst.capabilities.orders.queries.archiving import still_open as unmonitored_orders
from broadhurst.capabilities.planned_events.queries.archiving import still_open as open_events
from broadhurst.capabilities.plans.queries.archiving import still_open as open_actions
from broadhurst.capabilities.register.models import Ocg
from broadhurst.capabilities.safeguarding.queries.archiving import still_open as open_referrals
from broadhurst.capabilities.tasking.queries.archiving import still_open as open_bids
from broadhurst.capabilities.transfers.queries.archiving import still_open as open_transfers

ROOMS = (
    open_actions,
    open_hits,
    open_events,
    open_referrals,
    unmonitored_orders,
    open_requests,
    open_bids,
    open_transfers,
)


def open_work(ocg: Ocg) -> list[str]:
    """Return a sentence for each piece of open work, with the way forward.

    An OCG with open work cannot be archived (rule 11).
    """
    return [sentence for still_open in ROOMS for sentence in still_open(ocg)]
