"""What the matcher asks for and finds: who asks, locks on keys, and candidates.

For the matcher alone, past the wall: `find` in `matching` says why.
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

# Held in common by whoever checks, and alone for an instant by whoever wrote without locks.
STORE = 0x73746F7265
# More locks than this one transaction does not take: it holds the store alone instead.
MOST_LOCKS = 512
# Of a loose key so many entries are looked at; a key with more is skipped where others serve.
MOST_A_KEY = 300
MOST_AN_EXACT_KEY = 500
MOST_CANDIDATES = 3000
# Until the transaction ends. A statement is planned once a connection, which may be when the store
# is all but empty; what then was best read from end to end would be so for a minute of growth.
BY_INDEX = "set_config('enable_seqscan', 'off', true)"


@dataclass(frozen=True)
class Asker:
    """For whom targets are entered: a unit, on an OCG or on a matter of its own."""

    unit: Unit
    ocg_ref: str = ""
    matter: str = ""
    is_silent: bool = False
    officer: Officer | None = None

    def key_of(self, target: Target | Entry) -> int:
        """By which the unit's own entry of a target is found again.

        Somebody on an OCG with a date of birth is one entry, whatever is added to them. Two of a
        name alone are two, and so is each target that is typed in with something else.
        """
        silent = "silent" if self.is_silent else ""
        is_told_apart = bool(self.ocg_ref and target.content.get("born"))
        written = target.written if isinstance(target, Target) else as_text(target.content)
        what = "" if is_told_apart else written
        return own_key(
            str(self.unit.pk), self.ocg_ref, self.matter, silent, target.kind, target.label, what
        )


@dataclass(frozen=True)
class Placed:
    """A target with its unit's entry, and that one's reference where it was entered just now."""

    target: Target
    entry_id: int
    ref: str = ""


@dataclass(frozen=True)
class Candidate:
    """An entry that shares keys with what is looked for."""

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
    """What is found by keys: entries of others, keys that too many share, and the size of it all.

    `own` are the keys shared with what the asking officer entered in the last day, by its number.
    `is_cut` says that more may share a key than are looked at. `common` are those of the names met
    of which the store has more than the population.
    """

    others: list[Candidate]
    own: Mapping[int, frozenset[int]]
    full: frozenset[int]
    size: int
    is_cut: bool = False
    common: FrequencyOverrides = NO_OVERRIDES

    @property
    def matcher(self) -> Matcher:
        """What weighs in this store."""
        return Matcher.default().within(self.size, self.common)

    def with_more(self, more: "Met") -> "Met":
        """Together with what another look found."""
        own = {
            entry: self.own.get(entry, frozenset()) | more.own.get(entry, frozenset())
            for entry in {*self.own, *more.own}
        }
        others, is_cut = _together(self.others, more.others), self.is_cut or more.is_cut
        common = self.common.with_more(more.common)
        return Met(others, own, self.full, self.size, is_cut, common)


def _together(some: list[Candidate], more: list[Candidate]) -> list[Candidate]:
    found = {one.entry_id: one for one in some}
    for one in more:
        known = found.get(one.entry_id, one)
        found[one.entry_id] = replace(known, keys=known.keys | one.keys)
    return list(found.values())


def lock(hashes: Collection[int]) -> None:
    """Until the end of the transaction; always in the same order, so that no two wait in a ring."""
    if len(hashes) > MOST_LOCKS:
        send(f"SELECT {BY_INDEX}, pg_advisory_xact_lock(%s)", [STORE])
    else:
        send(
            f"SELECT {BY_INDEX}, pg_advisory_xact_lock_shared(%s),"  # noqa: S608 - no value of anybody's
            " (SELECT count(pg_advisory_xact_lock(key)) FROM unnest(%s::bigint[]) AS key)",
            [STORE, array(sorted(hashes))],
        )


def go_by_index() -> None:
    """As after `lock`, where nothing is locked."""
    send(f"SELECT {BY_INDEX}")


def wait_for_checks() -> None:
    """Wait until every check that is under way has committed; those that come later wait for us."""
    send("SELECT pg_advisory_xact_lock(%s)", [STORE])


def contents(ids: Collection[int]) -> dict[int, dict[str, Any]]:
    """What was written of some entries."""
    return dict(Entry.objects.filter(pk__in=ids).values_list("pk", "content")) if ids else {}
