"""Read the assessment that a bid rests on."""

from broadhurst.capabilities.register.queries.assessing import current_assessment
from broadhurst.capabilities.tasking.models import Bid
from broadhurst.capabilities.tasking.queries.bids import ocg_of
from broadhurst.capabilities.tasking.rules.deciding import out_of_date_bid
from broadhurst.foundation import clock


def out_of_date_now(bid: Bid) -> str:
    """Say that the assessment of a bid's OCG is past its review, or return nothing."""
    ocg = ocg_of(bid)
    return out_of_date_bid(bid, ocg, current_assessment(ocg), clock.today()) if ocg else ""
