"""Keep an OCG with open requests from being archived (rule 11)."""

from broadhurst.capabilities.liaison.queries.requests import open_requests
from broadhurst.capabilities.register.models import Ocg


def still_open(ocg: Ocg) -> list[str]:
    """Return a sentence for each open request, with the way forward."""
    return [
        f"Request {request.ref} is open. Record its outcome or withdraw it first."
        for request in open_requests(ocg)
    ]
