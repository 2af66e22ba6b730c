"""Requests between Gail (SIO) and Len (LRO), as each test of this room needs them."""

from itertools import count
from typing import Any

from broadhurst.capabilities.liaison.commands.ask import ask
from broadhurst.capabilities.liaison.models import Request
from broadhurst.capabilities.register.models import Ocg
from tests.people import Cast

NUMBERS = count(1)  # the same is not asked twice while it is open


def asked(cast: Cast, ocg: Ocg | None = None, **changes: Any) -> Request:
    """Gail asked Len to execute a warrant, unless told otherwise."""
    given: dict[str, Any] = {
        "kind": "execute_warrant",
        "what": f"Search warrant at lock-up {next(NUMBERS)} in Farnworth.",
    }
    return ask(actor=cast.gail, ocg=ocg or cast.ocg(), **(given | changes))
