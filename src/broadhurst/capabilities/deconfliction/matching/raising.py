"""Hits between two entries: whether one stands, and who is told of a new one. Past the wall."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from broadhurst.capabilities.deconfliction import rules
from broadhurst.capabilities.deconfliction.matching.judging import Match
from broadhurst.capabilities.deconfliction.matching.standing_hits import (
    SHARED_TOO,
    Stands,
    ask_standing,
)
from broadhurst.capabilities.deconfliction.matching.store import Asker, Placed
from broadhurst.capabilities.deconfliction.models import Hit, HitSide, Reasons
from broadhurst.capabilities.deconfliction.queries import (
    DutyContact,
    read_duty_contacts,
    send_duty_contacts,
)
from broadhurst.foundation.agencies.models import Unit
from broadhurst.foundation.database.prepared import array, insert, numbers, pipelined, send
from broadhurst.foundation.doors.references import new_references
from broadhurst_linkage.matcher import Matcher, rows_of
from broadhurst_linkage.scoring import explain

LETTERS = 10  # of a hit's reference: one bulk check alone may raise tens of thousands


@dataclass(frozen=True)
class Answered:
    """The hit that answers a match: one that stood or one raised now."""

    match: Match
    own_entry: int
    hit_id: int
    is_told: bool


def answer(
    asker: Asker,
    placed: Sequence[Placed],
    matches: Sequence[Match],
    now: datetime,
    matcher: Matcher,
) -> tuple[list[Answered], list[HitSide]]:
    """A hit for each match, and both sides of those raised now. `matcher` is that of the store."""
    if not matches:
        return [], []
    entries = {id(one.target): one.entry_id for one in placed}
    with pipelined():
        standing = ask_standing(asker.unit, matches, {*entries.values()}, now)
        # Taken before the hits are written: a later match of the check may be answered by one.
        hits = numbers(Hit, len(matches))
        units = {asker.unit.pk, *(match.entry.unit_id for match in matches)}
        rung = send_duty_contacts(units, now)
    stood = standing.rows()
    held = {other for other, *_ in stood}
    stands = (Stands(*row) for row in stood if row[1])
    answered = _Answered(stands, matcher, is_silent=asker.is_silent)
    told = _Told(asker, now, [number for (number,) in hits.rows()], read_duty_contacts(rung))
    left = [
        match for match in matches
        if {match.entry.entry_id, entries[id(match.target)]} <= held
    ]  # fmt: skip
    for match in sorted(left, key=_strongest_first):
        own = entries[id(match.target)]
        if (hit := answered.that_stands(match, own)) is None:
            side = told.raise_hit(own, match)
            hit = Answered(match, own, side.hit_id, side.is_told)
        answered.add(hit)
    if answered.shared_too:
        which, keys = zip(*answered.shared_too, strict=True)
        send(SHARED_TOO, {"hits": array(which), "keys": array(keys)})
    return answered.all, told.written()


def _strongest_first(match: Match) -> tuple[bool, bool, int, int, datetime, int]:
    entry = match.entry
    return (
        match.is_review, not match.shared, -len(match.shared), -len(match.kinds),
        entry.registered_at, entry.entry_id,
    )  # fmt: skip


class _Answered:
    """The hits that stood, and those that answer a match by now, each by what they are found by."""

    def __init__(self, stood: Iterable[Stands], matcher: Matcher, *, is_silent: bool) -> None:
        self.matcher, self.is_silent = matcher, is_silent
        self.stood: dict[int, list[Stands]] = defaultdict(list)
        for one in stood:
            self.stood[one.other_entry].append(one)
        self.all: list[Answered] = []
        self.shared_too: list[tuple[int, int]] = []
        self.of_unit: dict[tuple[int, int], list[Answered]] = defaultdict(list)

    def add(self, hit: Answered) -> None:
        """Put one down that answers a match."""
        self.all.append(hit)
        self.of_unit[hit.own_entry, hit.match.entry.unit_id].append(hit)

    def that_stands(self, match: Match, own: int) -> Answered | None:
        """The hit which already tells both units that they share this target, if there is one.

        It may be of another of a unit's entries of the same thing: how many there are is its own to
        know. One that desks alone see, or saw and dismissed, answers nothing that units are told.
        """
        is_for_desks = match.is_review or self.is_silent or match.entry.is_silent
        for one in self.stood.get(match.entry.entry_id, ()):
            if not (one.is_told or is_for_desks):
                continue
            ours = match.shared or match.target.person_keys
            if one.own_entry == own or not ours.isdisjoint(one.keys):
                new = match.shared.intersection(one.keys).difference(one.shared)
                self.shared_too += [(one.hit_id, key) for key in sorted(new)]
                return Answered(match, own, one.hit_id, one.is_told)
        for other in self.of_unit.get((own, match.entry.unit_id), ()):
            if _covers(other.match, match, self.matcher):
                return Answered(match, own, other.hit_id, other.is_told)
        return None


def _covers(one: Match, other: Match, matcher: Matcher) -> bool:
    """Whether a hit on the one entry says all that a hit on another of its unit's would."""
    if one.entry.is_silent != other.entry.is_silent:
        return False
    if other.shared:
        return one.shared >= other.shared and {*one.kinds} >= {*other.kinds}
    return _same_person(one.entry.rows, other.entry.rows, matcher)


def _same_person(one: bytes, other: bytes, matcher: Matcher) -> bool:
    if not (one and other):
        return one == other
    return matcher.tells(rows_of([one]), rows_of([other]))


class _Told:
    """Raises hits at one instant, numbered beforehand and written together.

    `known` are the desks and contacts of all their units.
    """

    def __init__(
        self, asker: Asker, now: datetime, hits: Sequence[int], known: Mapping[int, DutyContact]
    ) -> None:
        self.asker, self.now, self.known = asker, now, known
        self.numbers = iter(hits)
        self.refs = iter(new_references("HIT", len(hits), LETTERS))
        self.hits: list[Hit] = []
        self.reasons: list[Reasons] = []
        self.sides: list[HitSide] = []

    def raise_hit(self, own: int, match: Match) -> HitSide:
        """A hit with its two sides, each with the other's contact and nothing else of it; returns
        the asker's side.

        Of a silent entry its own desk alone is told; what only may be the same is for both desks.
        """
        asker = self.asker
        sides = (
            (asker.unit, own, asker.ocg_ref, asker.is_silent),
            (self.known[match.entry.unit_id].unit, match.entry.entry_id, match.entry.ocg_ref,
             match.entry.is_silent),
        )  # fmt: skip
        state = self._state(match, [unit for unit, *_ in sides], is_silent=any(s[3] for s in sides))
        hit = Hit(
            pk=next(self.numbers), ref=next(self.refs), kind=match.kinds[0],
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

    def written(self) -> list[HitSide]:
        """Write what was raised; returns both sides of each hit."""
        with pipelined():
            insert(self.hits)
            insert(self.reasons)
            insert(self.sides)
        return self.sides

    def _state(self, match: Match, units: list[Unit], *, is_silent: bool) -> Hit.State:
        if is_silent:
            return Hit.State.REFERRED
        has_desk = any(self.known[unit.pk].desk for unit in units)
        return Hit.State.REVIEW if match.is_review and has_desk else Hit.State.RAISED

    def _side(
        self, hit: Hit, mine: tuple[Unit, int, str, bool], theirs: tuple[Unit, int, str, bool]
    ) -> HitSide:
        unit, entry_id, ocg_ref, is_silent = mine
        other, _, _, other_is_silent = theirs
        other_desk, desk = self.known[other.pk].desk, self.known[unit.pk].desk
        if other_is_silent and other_desk:
            other = other_desk
        return HitSide(
            hit=hit,
            unit=unit,
            entry_id=entry_id,
            ocg_ref=ocg_ref,
            other_unit=other,
            ring=self.known[other.pk].contact,
            desk=None if hit.state == Hit.State.REFERRED and not is_silent else desk,
            is_told=hit.state == Hit.State.RAISED,
            raised_at=self.now,
            due_at=rules.due_at(self.now),
        )
