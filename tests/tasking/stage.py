"""Setup for the tasking tests.

There are two boards, a capability with one team, and an OCG that can bid.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from broadhurst.capabilities.deconfliction.commands.check import check
from broadhurst.capabilities.register.commands.assess import assess
from broadhurst.capabilities.register.commands.moderate import moderate
from broadhurst.capabilities.register.models import Ocg
from broadhurst.capabilities.tasking.commands.bid import bid
from broadhurst.capabilities.tasking.commands.decide import decide
from broadhurst.capabilities.tasking.commands.open_board import open_board
from broadhurst.capabilities.tasking.commands.open_capability import open_capability
from broadhurst.capabilities.tasking.models import Bid, Board, Capability
from broadhurst.capabilities.tasking.queries.bids import bids
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.wall import as_actor
from tests.people import Cast

TODAY = date(2021, 3, 1)
FROM, UNTIL = TODAY + timedelta(days=7), TODAY + timedelta(days=21)
SCORES = {
    "physical_harm": 3, "victim_vulnerability": 4, "community": 2, "reach": 1, "capability": 2,
    "intent": None,
}  # fmt: skip


@dataclass
class Stage:
    cast: Cast
    level_2: Board
    regional: Board
    surveillance: Capability

    def ocg(self, *, is_assessed: bool = True, is_checked: bool = True) -> Ocg:
        """Make an OCG for Gail, with the assessment and the check that a bid needs."""
        ocg = self.cast.ocg()
        if is_assessed:
            one = assess(actor=self.cast.gail, ocg=ocg, scores=SCORES, rationale="Seen weekly.")
            moderate(actor=self.cast.mo, assessment=one, outcome="accepted")
        if is_checked:
            check(actor=self.cast.gail, ocg=ocg)
        return ocg

    def asks(self, **changes: Any) -> dict[str, Any]:
        """Return Gail's bid to Level 2 tasking: a surveillance team for two weeks."""
        return {
            "ask": "capability",
            "capability": self.surveillance,
            "board": self.level_2,
            "objective": "Find where it is stored.",
            "why_not_own": "The force's own team is committed elsewhere until May.",
            "safeguarding": "None known.",
            "from_on": FROM,
            "until_on": UNTIL,
        } | changes

    def bid(self, ocg: Ocg | None = None, **changes: Any) -> Bid:
        return bid(actor=self.cast.gail, ocg=ocg or self.ocg(), **self.asks(**changes))

    def supported(self, ocg: Ocg | None = None, **changes: Any) -> Bid:
        """Make a bid that Tess has supported."""
        made = self.bid(ocg, **changes)
        decide(actor=self.cast.tess, bid=made, outcome="supported", reason="")
        return made


def set_the_stage(cast: Cast) -> Stage:
    system = cast.system
    return Stage(
        cast=cast,
        level_2=open_board(actor=system, unit=cast.tess.unit, level="level_2", cadence_days=28),
        regional=open_board(actor=system, unit=cast.reg.unit, level="regional", cadence_days=28),
        surveillance=open_capability(
            actor=system,
            code="surveillance",
            name="Surveillance",
            provider=cast.cass.unit,
            capacity=1,
            needs_statutory_authority=True,
        ),
    )


def asked_of(found: Stage, **changes: Any) -> dict[str, str]:
    """Return the values of `asks` as a form or an API client sends them."""
    given = found.asks() | {
        "capability": found.surveillance.code,
        "board": found.level_2.ref,
        "from_on": FROM.isoformat(),
        "until_on": UNTIL.isoformat(),
    }
    return {key: str(value) for key, value in (given | changes).items() if value is not None}


def as_seen_by(actor: Actor, made: Bid) -> Any:
    """Return the bid as an actor sees it now, or None."""
    with as_actor(actor):
        return bids().filter(pk=made.pk).first()
