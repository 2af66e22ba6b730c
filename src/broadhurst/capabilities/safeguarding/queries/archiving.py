"""Open referrals keep an OCG from being archived (rule 11). The app's `ready` imports this."""

from broadhurst.capabilities.register.models import Ocg
from broadhurst.capabilities.register.watching import OPEN_WORK
from broadhurst.capabilities.safeguarding.queries.referrals import open_referrals


def still_open(ocg: Ocg) -> list[str]:
    """Each open referral, with the way forward."""
    return [
        f"Safeguarding referral {one.ref} is open. It must be decided and closed first."
        for one in open_referrals(ocg)
    ]


OPEN_WORK.append(still_open)
