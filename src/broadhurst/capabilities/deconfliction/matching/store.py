"""The context of a check, advisory locks on keys, and candidates.

Only the matcher uses this. It bypasses row-level security: see `find` in `matching`.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from broadhurst.capabilities.deconfliction.models import Entry
from broadhurst.capabilities.deconfliction.targets import Target, as_text, own_key
from broadhurst.foundation.agencies.models import Officer, Unit
from broadhurst.foundation.database.prepared import array, send
from broadhurst_linkage.matcher import Matcher
from broadhurst_linkage.scoring.frequencies import NO_OVERRIDES, FrequencyOverrides

# Each check shares this lock. A run that wrote without locks takes it alone for an instant.
STORE = 0x73746F7265
# A transaction that needs more locks than this takes the lock on the whole store instead.
MOST_LOCKS = 512
# Candidates a loose key may bring. A key with more is skipped if the target has other keys.
MOST_A_KEY = 300
MOST_AN_EXACT_KEY = 500
MOST_CANDIDATES = 3000
# PostgreSQL plans a statement once a connection. A plan made while the store is almost empty would
# scan whole tables for as long as it is kept, so sequential scans are off for the transaction.
BY_INDEX = "set_config('enable_seqscan', 'off', true)"


@dataclass(frozen=True)
class Asker:
    """The unit a check is made for, with its OCG or its own matter."""

    unit: Unit
    ocg_ref: str = ""
    matter: str = ""
    is_silent: bool = False
    officer: Officer | None = None

    def key_of(self, target: Target | Entry) -> int:
        """Return the key that finds the unit's own entry of a target again.

        A person on an OCG with a date of birth stays one entry when details are added. Any other
        target is a new entry as soon as its content differs.
        """
        silent = "silent" if self.is_silent else ""
        is_identified = bool(self.ocg_ref and target.content.get("born"))
        written = target.written if isinstance(target, Target) else as_text(target.content)
        content = "" if is_identified else written
        return own_key(
            str(self.unit.pk), self.ocg_ref, self.matter, silent, target.kind, target.label, content
        )


@dataclass(frozen=True)
class Placed:
    """A target with its unit's entry, and the entry's reference if it was entered just now."""

    target: Target
    entry_id: int
    ref: str = ""


@dataclass(frozen=True)
class Candidate:
    """An entry that shares keys with a target."""

    entry_id: int
    unit_id: int
    officer_id: int | None
    is_silent: bool
    ocg_ref: str
    registered_at: datetime
    rows: bytes
    content: dict[str, Any] | None
    keys: frozenset[int]


@dataclass(frozen=True)
class Met:
    """The candidates that keys brought, and what was skipped.

    `others` are entries of other units. `own` maps each entry that the officer made in the last day
    to the keys it shares. `full` holds the keys that too many entries share, `size` the estimated
    number of entries in the store. `is_cut` is true if more entries may share a key than were read.
    `common` holds names that are more frequent in the store than in the population.
    """

    others: list[Candidate]
    own: Mapping[int, frozenset[int]]
    full: frozenset[int]
    size: int
    is_cut: bool = False
    common: FrequencyOverrides = NO_OVERRIDES

    @property
    def matcher(self) -> Matcher:
        """Return the default matcher, adjusted to this store's size and name frequencies."""
        return Matcher.default().within(self.size, self.common)

    def with_more(self, more: "Met") -> "Met":
        """Return the union of these candidates and those of another search."""
        own = {
            entry: self.own.get(entry, frozenset()) | more.own.get(entry, frozenset())
            for entry in {*self.own, *more.own}
        }
        others, is_cut = _merged(self.others, more.others), self.is_cut or more.is_cut
        common = self.common.with_more(more.common)
        return Met(others, own, self.full, self.size, is_cut, common)


def _merged(candidates: list[Candidate], more: list[Candidate]) -> list[Candidate]:
    by_entry = {candidate.entry_id: candidate for candidate in candidates}
    for candidate in more:
        known = by_entry.get(candidate.entry_id, candidate)
        by_entry[candidate.entry_id] = replace(known, keys=known.keys | candidate.keys)
    return list(by_entry.values())


def lock(hashes: Collection[int]) -> None:
    """Lock keys until the transaction ends, in ascending order so that checks cannot deadlock."""
    if len(hashes) > MOST_LOCKS:
        send(f"SELECT {BY_INDEX}, pg_advisory_xact_lock(%s)", [STORE])
    else:
        send(
            f"SELECT {BY_INDEX}, pg_advisory_xact_lock_shared(%s),"  # noqa: S608 - no value of anybody's
            " (SELECT count(pg_advisory_xact_lock(key)) FROM unnest(%s::bigint[]) AS key)",
            [STORE, array(sorted(hashes))],
        )


def go_by_index() -> None:
    """Turn sequential scans off for the transaction, as `lock` does, without locking."""
    send(f"SELECT {BY_INDEX}")


def wait_for_checks() -> None:
    """Wait until every check under way has committed. Later checks wait for this transaction."""
    send("SELECT pg_advisory_xact_lock(%s)", [STORE])


def contents(ids: Collection[int]) -> dict[int, dict[str, Any]]:
    """Return the submitted content of entries, by entry id."""
    return dict(Entry.objects.filter(pk__in=ids).values_list("pk", "content")) if ids else {}
