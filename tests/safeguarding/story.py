"""An OCG with people at risk and their referrals, for the tests of safeguarding."""

from datetime import date
from typing import Any

from broadhurst.capabilities.members.commands.add_member import add_member
from broadhurst.capabilities.register.models import Ocg, Person
from broadhurst.capabilities.safeguarding.commands.refer import refer
from broadhurst.capabilities.safeguarding.models import Referral
from broadhurst.foundation.access.wall import as_actor
from tests.people import Cast

CHILD, ADULT = date(2006, 5, 4), date(1990, 5, 4)


def person(cast: Cast, ocg: Ocg, name: str = "Tilly Marchbank", **changes: Any) -> Person:
    """Return a person that Gail added to an OCG, by default an exploited child of 14."""
    with as_actor(cast.gail):
        others = [member.ref for member in ocg.memberships.select_related("person")]
    given: dict[str, Any] = {
        "not_same_as": others,
        "name": name,
        "category": "victim",
        "part": "peripheral",
        "is_exploited": True,
        "born_on": CHILD,
    }
    return add_member(actor=cast.gail, ocg=ocg, **(given | changes)).person


def referral(cast: Cast, ocg: Ocg, **changes: Any) -> Referral:
    """Return a referral that Gail sent to Sid's team, held by Len, the LRO."""
    given: dict[str, Any] = {
        "destination": "mash",
        "team": cast.sid.unit,
        "consent": "not_needed",
    }
    who = changes.pop("person", None) or person(cast, ocg)
    return refer(actor=cast.gail, ocg=ocg, person=who, **(given | changes))
