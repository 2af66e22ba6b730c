"""Requests between Gail (SIO) and Len (LRO) for the liaison tests."""

from itertools import count
from typing import Any

from broadhurst.capabilities.liaison.commands.ask import ask
from broadhurst.capabilities.liaison.models import Request
from broadhurst.capabilities.register.models import Ocg
from tests.people import Cast

NUMBERS = count(1)  # a request that is open cannot be made again


def asked(cast: Cast, ocg: Ocg | None = None, **changes: Any) -> Request:
    """Make a request from Gail to Len to execute a warrant.

    `changes` replace the values of the request.
    """
    given: dict[str, Any] = {
        "kind": "execute_warrant",
        "what": f"Search warrant at lock-up {next(NUMBERS)} in Farnworth.",
    }
    return ask(actor=cast.gail, ocg=ocg or cast.ocg(), **(given | changes))
