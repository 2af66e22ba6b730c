"""Write new hits, and decide who sees them."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from broadhurst.capabilities.deconfliction.matching.stages import CheckContext, Match
from broadhurst.capabilities.deconfliction.models import Hit, HitSide, Reasons
from broadhurst.capabilities.deconfliction.queries.on_duty import DutyContact
from broadhurst.capabilities.deconfliction.rules.hits import due_at
from broadhurst.foundation.agencies.models import Unit
from broadhurst.foundation.database.prepared import insert, pipelined
from broadhurst.foundation.doors.references import new_references
from broadhurst_linkage.scoring import explain

LETTERS = 10  # in a hit's reference: one bulk check alone may raise tens of thousands


class NewHits:
    """New hits, all raised at one instant and written together.

    `ids` are reserved hit ids. `contacts` are the desks and duty contacts of all units involved.
    """

    def __init__(
        self,
        context: CheckContext,
        now: datetime,
        ids: Sequence[int],
        contacts: Mapping[int, DutyContact],
    ) -> None:
        self.context, self.now, self.contacts = context, now, contacts
        self.ids = iter(ids)
        self.refs = iter(new_references("HIT", len(ids), LETTERS))
        self.hits: list[Hit] = []
        self.reasons: list[Reasons] = []
        self.sides: list[HitSide] = []

    def raise_hit(self, own_entry: int, match: Match) -> HitSide:
        """Add a hit with its two sides, and return the checking unit's side.

        A side holds the other unit's contact and nothing else about it. A hit on a silent entry is
        disclosed only to the silent entry's own desk. A probable match goes to both desks.
        """
        context = self.context
        sides = (
            (context.unit, own_entry, context.ocg_ref, context.is_silent),
            (self.contacts[match.entry.unit_id].unit, match.entry.entry_id, match.entry.ocg_ref,
             match.entry.is_silent),
        )  # fmt: skip
        is_silent = any(side_is_silent for *_, side_is_silent in sides)
        state = self._state(match, [unit for unit, *_ in sides], is_silent=is_silent)
        hit = Hit(
            pk=next(self.ids), ref=next(self.refs), kind=match.kinds[0],
            kinds=list(match.kinds), strength=match.strength, state=state, raised_at=self.now,
            probability=explain.disclosed_waterfall(match.reasons)["probability"]
            if match.reasons
            else None,
        )  # fmt: skip
        self.hits.append(hit)
        if match.reasons:
            model = match.reasons["model"]
            self.reasons.append(
                Reasons(hit=hit, waterfall=match.reasons, model=model, made_at=self.now)
            )
        made = [self._side(hit, mine, theirs) for mine, theirs in (sides, sides[::-1])]
        for side in made:
            side.shared = sorted(match.shared)
        self.sides += made
        return made[0]

    def save(self) -> list[HitSide]:
        """Write the hits, and return both sides of each."""
        with pipelined():
            insert(self.hits)
            insert(self.reasons)
            insert(self.sides)
        return self.sides

    def _state(self, match: Match, units: list[Unit], *, is_silent: bool) -> Hit.State:
        if is_silent:
            return Hit.State.REFERRED
        has_desk = any(self.contacts[unit.pk].desk for unit in units)
        return Hit.State.REVIEW if match.is_review and has_desk else Hit.State.RAISED

    def _side(
        self, hit: Hit, mine: tuple[Unit, int, str, bool], theirs: tuple[Unit, int, str, bool]
    ) -> HitSide:
        unit, entry_id, ocg_ref, is_silent = mine
        other_unit, _, _, other_is_silent = theirs
        other_desk, desk = self.contacts[other_unit.pk].desk, self.contacts[unit.pk].desk
        if other_is_silent and other_desk:
            other_unit = other_desk
        return HitSide(
            hit=hit,
            unit=unit,
            entry_id=entry_id,
            ocg_ref=ocg_ref,
            other_unit=other_unit,
            other_contact=self.contacts[other_unit.pk].contact,
            desk=None if hit.state == Hit.State.REFERRED and not is_silent else desk,
            is_disclosed=hit.state == Hit.State.RAISED,
            raised_at=self.now,
            due_at=due_at(self.now),
        )
