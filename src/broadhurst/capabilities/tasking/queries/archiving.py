"""Keep an OCG with open bids from being archived (rule 11)."""

from broadhurst.capabilities.register.models import Ocg
from broadhurst.capabilities.tasking.models import Bid
from broadhurst.capabilities.tasking.rules.bidding import ENDED
from broadhurst.foundation.govuk.words import in_sentence


def still_open(ocg: Ocg) -> list[str]:
    """Return a sentence for each open bid, with the way forward."""
    return [
        f"Bid {bid.ref} is open ({in_sentence(bid.get_stage_display())}). "
        "Withdraw it, or wait until its work is evaluated."
        for bid in Bid.objects.filter(ocg=ocg).exclude(stage__in=ENDED)
    ]
