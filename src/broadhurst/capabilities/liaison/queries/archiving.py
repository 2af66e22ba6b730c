"""Open requests keep an OCG from being archived (rule 11). The app's `ready` imports this."""

from broadhurst.capabilities.liaison.queries.requests import open_requests
from broadhurst.capabilities.register.models import Ocg
from broadhurst.capabilities.register.watching import OPEN_WORK


def still_open(ocg: Ocg) -> list[str]:
    """Each open request between SIO and LRO, with the way forward."""
    return [
        f"Request {one.ref} is open. Record its outcome or withdraw it first."
        for one in open_requests(ocg)
    ]


OPEN_WORK.append(still_open)
