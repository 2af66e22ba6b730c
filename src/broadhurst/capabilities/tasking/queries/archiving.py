"""Open bids keep an OCG from being archived (rule 11). The app's `ready` imports this module."""

from broadhurst.capabilities.register.models import Ocg
from broadhurst.capabilities.register.watching import OPEN_WORK
from broadhurst.capabilities.tasking import rules
from broadhurst.capabilities.tasking.models import Bid
from broadhurst.foundation.govuk.words import in_sentence


def still_open(ocg: Ocg) -> list[str]:
    """Each bid that has not ended, with the way forward."""
    return [
        f"Bid {one.ref} is open ({in_sentence(one.get_stage_display())}). "
        "Withdraw it, or wait until its work is evaluated."
        for one in Bid.objects.filter(ocg=ocg).exclude(stage__in=rules.ENDED)
    ]


OPEN_WORK.append(still_open)
