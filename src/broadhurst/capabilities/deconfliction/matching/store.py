"""Entries and keys in the database, in few statements: locked and looked for.

For the matcher alone, past the wall: `find` in `matching` says why.
"""

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db import connection

from broadhurst.capabilities.deconfliction.models import Entry
from broadhurst.capabilities.deconfliction.targets import NEAR, Target, as_text, own_key
from broadhurst.foundation.agencies.models import Officer, Unit

# Held in common by whoever checks, and alone for an instant by whoever wrote without locks.
STORE = 0x73746F7265
# More locks than this one transaction does not take: it holds the store alone instead.
MOST_LOCKS = 512
# Of a loose key so many entries are looked at; a key with more is skipped where others serve.
MOST_A_KEY = 300
MOST_AN_EXACT_KEY = 500
MOST_CANDIDATES = 3000


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
    """A target with its unit's entry."""

    target: Target
    entry_id: int


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
    """What is found by keys: entries of others and one's own, and keys that too many share."""

    others: list[Candidate]
    own: list[Candidate]
    full: frozenset[int]
    size: int

    def with_more(self, more: "Met") -> "Met":
        """Together with what another look found."""
        others, own = _together(self.others, more.others), _together(self.own, more.own)
        return Met(others, own, self.full, self.size)


def _together(some: list[Candidate], more: list[Candidate]) -> list[Candidate]:
    found = {one.entry_id: one for one in some}
    for one in more:
        known = found.get(one.entry_id, one)
        found[one.entry_id] = replace(known, keys=known.keys | one.keys)
    return list(found.values())


def lock(hashes: Collection[int]) -> None:
    """Until the end of the transaction; always in the same order, so that no two wait in a ring."""
    with connection.cursor() as cursor:
        if len(hashes) > MOST_LOCKS:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [STORE])
        else:
            cursor.execute(
                "SELECT pg_advisory_xact_lock_shared(%s), (SELECT count(pg_advisory_xact_lock(key))"
                " FROM unnest(%s::bigint[]) AS key)",
                [STORE, sorted(hashes)],
            )


def wait_for_checks() -> None:
    """Wait until every check that is under way has committed; those that come later wait for us."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [STORE])


# A key's entries are read from its index alone, up to its cap; then each entry once.
LOOK = """
WITH asked AS (
    SELECT * FROM unnest(%(hashes)s::bigint[], %(caps)s::int[]) AS a(hash, cap)
), met AS MATERIALIZED (
    SELECT a.hash, a.cap, k.entry_id, count(*) OVER (PARTITION BY a.hash) AS many
    FROM asked a CROSS JOIN LATERAL (
        SELECT entry_id FROM deconfliction_key WHERE hash = a.hash LIMIT a.cap + 1
    ) k
), shared AS (
    SELECT entry_id, array_agg(hash) AS hashes FROM met
    WHERE many <= cap OR hash = ANY (%(always)s) GROUP BY entry_id
    ORDER BY count(*) DESC LIMIT %(most)s
)
SELECT e.id, e.unit_id, e.registered_by_id, e.is_silent, e.ocg_ref, e.registered_at,
       (SELECT string_agg(r, '') FROM unnest(e.rows) AS r),
       CASE WHEN s.hashes && %(near)s THEN e.content::text END, s.hashes
FROM shared s JOIN deconfliction_entry e ON e.id = s.entry_id
WHERE e.expires_at > %(now)s
UNION ALL
SELECT NULL, NULL, NULL, NULL, NULL, NULL, NULL,
       (SELECT reltuples::bigint::text FROM pg_class WHERE oid = 'deconfliction_entry'::regclass),
       (SELECT array_agg(DISTINCT hash) FROM met WHERE many > cap)
ORDER BY 1 NULLS LAST
"""


def look(unit: Unit, targets: Sequence[Target], now: datetime, *, even_full: bool = False) -> Met:
    """Entries that share a key with a target, those of others apart from the unit's own."""
    exact = {key for target in targets for key in target.exact}
    loose = {key for target in targets for key in (*target.asked, *target.weak)} - exact
    near = [k for t in targets for k, n in t.asked.items() if n == NEAR]
    asked: dict[str, Any] = {
        "hashes": [*exact, *loose],
        "caps": [MOST_AN_EXACT_KEY] * len(exact) + [MOST_A_KEY] * len(loose),
        "always": [*exact, *loose] if even_full else list(exact),
        "near": near,
        "most": MOST_CANDIDATES * max(len(targets), 1),
        "now": now,
    }
    with connection.cursor() as cursor:
        cursor.execute(LOOK, asked)
        *found, last = cursor.fetchall()
    candidates = [_candidate(row) for row in found]
    return Met(
        [one for one in candidates if one.unit_id != unit.pk],
        [one for one in candidates if one.unit_id == unit.pk],
        frozenset(last[8] or ()),
        max(int(last[7]), 0),
    )


def contents(ids: Collection[int]) -> dict[int, dict[str, Any]]:
    """What was written of some entries."""
    return dict(Entry.objects.filter(pk__in=ids).values_list("pk", "content")) if ids else {}


def _candidate(row: tuple[Any, ...]) -> Candidate:
    number, unit, officer, is_silent, ocg_ref, registered_at, rows, content, keys = row
    return Candidate(
        number, unit, officer, is_silent, ocg_ref, registered_at, bytes(rows or b""),
        json.loads(content) if content else None, frozenset(keys),
    )  # fmt: skip
