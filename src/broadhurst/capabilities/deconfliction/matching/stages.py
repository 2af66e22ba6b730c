"""The values that pass between the four steps of a check: candidates, scores, entries, hits."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property
from typing import Any

from broadhurst.capabilities.deconfliction.models import Entry, HitSide
from broadhurst.capabilities.deconfliction.targets.match_keys import MatchKey
from broadhurst.capabilities.deconfliction.targets.target import Target, as_text
from broadhurst.foundation.agencies.models import Officer, Unit
from broadhurst_linkage.matcher import Matcher
from broadhurst_linkage.scoring.frequencies import NO_OVERRIDES, FrequencyOverrides

ByTarget = tuple[set[int], set[int]]


@dataclass(frozen=True)
class CheckContext:
    """The unit a check is made for, with its OCG or its own matter."""

    unit: Unit
    ocg_ref: str = ""
    matter: str = ""
    is_silent: bool = False
    officer: Officer | None = None

    def key_of(self, target: Target) -> int:
        """Return the key that finds the unit's own entry of a target again."""
        return self.key_by(target.keys.of, target)

    def keys_of(self, target: Target) -> tuple[int, ...]:
        """Return the keys of that kind that the entry gets. The first is the one to look up by."""
        return tuple(self.key_by(keys.of, target) for keys in (target.keys, *target.also))

    def key_by(self, key: MatchKey, target: Target | Entry) -> int:
        """Return the key that finds the unit's own entry of a target again, by a match key.

        A person on an OCG with a date of birth stays one entry when details are added. Any other
        target is a new entry as soon as its content differs.
        """
        silent = "silent" if self.is_silent else ""
        is_identified = bool(self.ocg_ref and target.submitted.get("born"))
        written = target.written if isinstance(target, Target) else as_text(target.submitted)
        content = "" if is_identified else written
        return key.own(
            str(self.unit.pk), self.ocg_ref, self.matter, silent, target.kind, target.title, content
        )


@dataclass(frozen=True)
class Candidate:
    """Another unit's entry that shares keys with a target.

    `feature_vectors` are its encoded names, one after another. `submitted` is only loaded if
    the entry shares a key of nearly equal values. `keys` are those it shares.
    """

    entry_id: int
    unit_id: int
    officer_id: int | None
    is_silent: bool
    ocg_ref: str
    registered_at: datetime
    feature_vectors: bytes
    submitted: dict[str, Any] | None
    keys: frozenset[int]


@dataclass(frozen=True)
class OwnEntries:
    """The unit's own entries of some targets, by the own key of the target (`CheckContext.key_of`).

    `existing` maps a key to the id of its entry, and `new` to an id that is reserved for a new one.
    """

    existing: Mapping[int, int] = field(default_factory=dict)
    new: Mapping[int, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Candidates:
    """Step 1: the targets, the entries that share a key with them, and the keys left out.

    `others` are entries of other units. `recent` maps each entry that the officer made in the last
    day to the keys it shares. `full` holds the keys that too many entries share, `size` the
    estimated number of entries in the store. `is_cut` is true if more entries may share a key than
    were read. `common` holds names that are more frequent in the store than in the population.
    """

    targets: Sequence[Target]
    others: Sequence[Candidate]
    recent: Mapping[int, frozenset[int]]
    full: frozenset[int]
    size: int
    is_cut: bool = False
    common: FrequencyOverrides = NO_OVERRIDES
    own_entries: OwnEntries = OwnEntries()

    @property
    def matcher(self) -> Matcher:
        """Return the default matcher, adjusted to this store's size and name frequencies."""
        return Matcher.default().within(self.size, self.common)

    def with_more(self, more: "Candidates") -> "Candidates":
        """Return the union of these candidates and those of another search."""
        recent = {
            entry: self.recent.get(entry, frozenset()) | more.recent.get(entry, frozenset())
            for entry in {*self.recent, *more.recent}
        }
        by_entry = {candidate.entry_id: candidate for candidate in self.others}
        for candidate in more.others:
            known = by_entry.get(candidate.entry_id, candidate)
            by_entry[candidate.entry_id] = replace(known, keys=known.keys | candidate.keys)
        return replace(
            self,
            others=list(by_entry.values()),
            recent=recent,
            is_cut=self.is_cut or more.is_cut,
            common=self.common.with_more(more.common),
        )


@dataclass(frozen=True)
class Match:
    """A match of a target with another unit's entry: what they share, how strongly, and why.

    `kinds` are the kinds of value that match, the strongest first. `shared` are the exact keys of
    both. `is_review` is true if a desk must confirm it. `reasons` is the waterfall of two people.
    """

    target: Target
    entry: Candidate
    kinds: tuple[str, ...]
    strength: str
    is_review: bool
    shared: frozenset[int]
    reasons: Mapping[str, Any] | None


@dataclass(frozen=True)
class Scores:
    """Step 2: the matches, and what was not compared.

    `over_matching` maps exact keys that too many units share to their kind. `notes` say in words
    what was not compared. `variants` has one element for each target: the officer's entries of the
    last day that are nearly the same. `matcher` is the one that is adjusted to the store.
    """

    matches: Sequence[Match]
    over_matching: Mapping[int, str]
    notes: Sequence[str]
    variants: Sequence[frozenset[int]]
    matcher: Matcher


@dataclass(frozen=True)
class StoredTarget:
    """A target with its unit's entry, and the entry's reference if it was stored just now."""

    target: Target
    entry_id: int
    ref: str = ""


@dataclass(frozen=True)
class Entries:
    """Step 3: the unit's entries, one element for each target in their order."""

    context: CheckContext
    stored: Sequence[StoredTarget]

    @cached_property
    def ids(self) -> Mapping[int, int]:
        """Return the entry of each target object, by its `id()`: equal targets share an entry."""
        return {id(stored.target): stored.entry_id for stored in self.stored}


@dataclass(frozen=True)
class Hits:
    """Step 4: the result of a check, for the unit that made it.

    `by_target` holds for each target the hits disclosed to the unit, and those that went to a desk.
    `raised` holds both sides of each new hit. `notes` say what was not compared. `over_matching`
    lists kinds of value to report to a desk once. `variants` counts the officer's own entries of
    the last day that are nearly the same. `entered` holds the references of the targets' entries,
    which only that unit may see.
    """

    by_target: Sequence[ByTarget]
    raised: Sequence[HitSide]
    notes: Sequence[str]
    over_matching: Sequence[str]
    variants: int
    entered: Sequence[str]

    @property
    def told(self) -> list[int]:
        """Return the hits disclosed to the unit, oldest first."""
        return sorted({hit for disclosed, _ in self.by_target for hit in disclosed})

    @property
    def untold(self) -> list[int]:
        """Return the hits that only desks know about."""
        return sorted({hit for _, desk_only in self.by_target for hit in desk_only})

    @property
    def referred(self) -> int:
        """Count the targets that went to a desk and have no other answer."""
        return sum(1 for disclosed, desk_only in self.by_target if desk_only and not disclosed)
