"""An OCG whose LRO is Connie of the council, for the tests."""

from typing import Any

from broadhurst.capabilities.register.commands.name_lead import name_lead
from broadhurst.capabilities.register.models import Lead, Ocg
from broadhurst.foundation.access.actor import Actor
from tests.people import Cast

AGREED = "the head of community safety, 1 March 2021"


def led_by_council(cast: Cast, ocg: Ocg, by: Actor | None = None, **changes: Any) -> Lead:
    """Name Connie as LRO of an OCG, as Gail or another."""
    given: dict[str, Any] = {
        "role": "lro",
        "officer": cast.connie.officer,
        "because": "Most of the work is with landlords and schools.",
        "agreed_with": AGREED,
    }
    return name_lead(actor=by or cast.gail, ocg=ocg, **(given | changes))
