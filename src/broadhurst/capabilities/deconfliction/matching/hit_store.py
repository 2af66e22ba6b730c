"""Raise a hit for each match, or reuse an existing one, and decide who sees a new hit.

This bypasses row-level security.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from broadhurst.capabilities.deconfliction import rules
from broadhurst.capabilities.deconfliction.matching import existing_hits
from broadhurst.capabilities.deconfliction.matching.existing_hits import ExistingHit
from broadhurst.capabilities.deconfliction.matching.judging import Match
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

LETTERS = 10  # in a hit's reference: one bulk check alone may raise tens of thousands


@dataclass(frozen=True)
class Answered:
    """The hit that answers a match: an existing hit or a new one."""

    match: Match
    own_entry: int
    hit_id: int
    is_told: bool


def raise_or_reuse(
    asker: Asker,
    placed: Sequence[Placed],
    matches: Sequence[Match],
    now: datetime,
    matcher: Matcher,
) -> tuple[list[Answered], list[HitSide]]:
    """Return a hit for each match, and both sides of each new hit.

    `matcher` is the one adjusted to the store. A match with an entry deleted meanwhile is dropped.
    """
    if not matches:
        return [], []
    entries = {id(entered.target): entered.entry_id for entered in placed}
    with pipelined():
        existing = existing_hits.send_query(asker.unit, matches, {*entries.values()}, now)
        # Hits need ids before they are written, because one may also answer a later match.
        hit_ids = numbers(Hit, len(matches))
        units = {asker.unit.pk, *(match.entry.unit_id for match in matches)}
        contacts = send_duty_contacts(units, now)
    rows = existing.rows()
    existing_entries = {entry for entry, *_ in rows}
    reusable = (ExistingHit(*row) for row in rows if row[1])
    answered = _AnsweredMatches(reusable, matcher, is_silent=asker.is_silent)
    batch = _HitBatch(
        asker, now, [hit_id for (hit_id,) in hit_ids.rows()], read_duty_contacts(contacts)
    )
    remaining = [
        match for match in matches
        if {match.entry.entry_id, entries[id(match.target)]} <= existing_entries
    ]  # fmt: skip
    for match in sorted(remaining, key=_strongest_first):
        own = entries[id(match.target)]
        if (hit := answered.existing_hit(match, own)) is None:
            side = batch.raise_hit(own, match)
            hit = Answered(match, own, side.hit_id, side.is_told)
        answered.add(hit)
    if answered.shared_too:
        hits, keys = zip(*answered.shared_too, strict=True)
        send(existing_hits.SHARED_TOO, {"hits": array(hits), "keys": array(keys)})
    return answered.all, batch.save()


def _strongest_first(match: Match) -> tuple[bool, bool, int, int, datetime, int]:
    entry = match.entry
    return (
        match.is_review, not match.shared, -len(match.shared), -len(match.kinds),
        entry.registered_at, entry.entry_id,
    )  # fmt: skip


class _AnsweredMatches:
    """The existing hits by the other entry, and the matches answered so far."""

    def __init__(
        self, existing: Iterable[ExistingHit], matcher: Matcher, *, is_silent: bool
    ) -> None:
        self.matcher, self.is_silent = matcher, is_silent
        self.existing: dict[int, list[ExistingHit]] = defaultdict(list)
        for hit in existing:
            self.existing[hit.other_entry].append(hit)
        self.all: list[Answered] = []
        self.shared_too: list[tuple[int, int]] = []
        self.of_unit: dict[tuple[int, int], list[Answered]] = defaultdict(list)

    def add(self, hit: Answered) -> None:
        """Record the hit that answers a match."""
        self.all.append(hit)
        self.of_unit[hit.own_entry, hit.match.entry.unit_id].append(hit)

    def existing_hit(self, match: Match, own: int) -> Answered | None:
        """Return the hit that already tells both units that they share this target, or None.

        It may be on another of the other unit's entries of the same target, because the number of
        these entries must stay private. A hit that only desks see, or that a desk dismissed, never
        answers a match that is disclosed to units.
        """
        is_for_desks = match.is_review or self.is_silent or match.entry.is_silent
        for hit in self.existing.get(match.entry.entry_id, ()):
            if not (hit.is_told or is_for_desks):
                continue
            keys = match.shared or match.target.person_keys
            if hit.own_entry == own or not keys.isdisjoint(hit.keys):
                newly_shared = match.shared.intersection(hit.keys).difference(hit.shared)
                self.shared_too += [(hit.hit_id, key) for key in sorted(newly_shared)]
                return Answered(match, own, hit.hit_id, hit.is_told)
        for earlier in self.of_unit.get((own, match.entry.unit_id), ()):
            if _covers(earlier.match, match, self.matcher):
                return Answered(match, own, earlier.hit_id, earlier.is_told)
        return None


def _covers(earlier: Match, match: Match, matcher: Matcher) -> bool:
    """Return whether the earlier match already discloses everything this match would.

    Both matches are with entries of the same other unit.
    """
    if earlier.entry.is_silent != match.entry.is_silent:
        return False
    if match.shared:
        return earlier.shared >= match.shared and {*earlier.kinds} >= {*match.kinds}
    return _same_person(earlier.entry.rows, match.entry.rows, matcher)


def _same_person(rows: bytes, other_rows: bytes, matcher: Matcher) -> bool:
    if not (rows and other_rows):
        return rows == other_rows
    return matcher.tells(rows_of([rows]), rows_of([other_rows]))


class _HitBatch:
    """New hits, all raised at one instant and written together.

    `ids` are reserved hit ids. `contacts` are the desks and duty contacts of all units involved.
    """

    def __init__(
        self, asker: Asker, now: datetime, ids: Sequence[int], contacts: Mapping[int, DutyContact]
    ) -> None:
        self.asker, self.now, self.contacts = asker, now, contacts
        self.ids = iter(ids)
        self.refs = iter(new_references("HIT", len(ids), LETTERS))
        self.hits: list[Hit] = []
        self.reasons: list[Reasons] = []
        self.sides: list[HitSide] = []

    def raise_hit(self, own: int, match: Match) -> HitSide:
        """Add a hit with its two sides, and return the asker's side.

        A side holds the other unit's contact and nothing else about it. A hit on a silent entry is
        disclosed only to the silent entry's own desk. A probable match goes to both desks.
        """
        asker = self.asker
        sides = (
            (asker.unit, own, asker.ocg_ref, asker.is_silent),
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
        other, _, _, other_is_silent = theirs
        other_desk, desk = self.contacts[other.pk].desk, self.contacts[unit.pk].desk
        if other_is_silent and other_desk:
            other = other_desk
        return HitSide(
            hit=hit,
            unit=unit,
            entry_id=entry_id,
            ocg_ref=ocg_ref,
            other_unit=other,
            ring=self.contacts[other.pk].contact,
            desk=None if hit.state == Hit.State.REFERRED and not is_silent else desk,
            is_told=hit.state == Hit.State.RAISED,
            raised_at=self.now,
            due_at=rules.due_at(self.now),
        )
