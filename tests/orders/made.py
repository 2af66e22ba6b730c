"""An OCG with a person and a court order, for the tests of orders."""

from datetime import date
from typing import Any

from broadhurst.capabilities.members.commands.add_member import add_member
from broadhurst.capabilities.orders.commands.record_order import record_order
from broadhurst.capabilities.orders.models import Order
from broadhurst.capabilities.register.models import Ocg, Person
from tests.people import Cast

MADE, UNTIL, CHECK = date(2020, 9, 14), date(2025, 9, 13), date(2021, 3, 15)
WORDS = {
    "kind": "serious_crime_prevention",
    "court": "Manchester Crown Court",
    "made_on": MADE,
    "from_on": MADE,
    "until_on": UNTIL,
    "conditions": "One phone only. Reports to Bolton police station each Monday.",
    "next_check_on": CHECK,
}


def convicted(cast: Cast, ocg: Ocg, name: str = "Barnaby Saltmarsh") -> Person:
    """Return a convicted person that Gail added to an OCG."""
    return add_member(
        actor=cast.gail, ocg=ocg, name=name, category="convicted", part="significant",
        is_exploited=False, born_on=date(1984, 2, 3),
    ).person  # fmt: skip


def an_order(cast: Cast, ocg: Ocg, **changes: Any) -> Order:
    """Return an order that Gail recorded. Olive's unit monitors it, unless `changes` say who."""
    given: dict[str, Any] = {"monitor_unit": cast.olive.unit, **WORDS}
    who = changes.pop("person", None) or convicted(cast, ocg)
    return record_order(actor=cast.gail, ocg=ocg, person=who, **(given | changes))
