"""Hits that stand between two units already, so that none is raised twice. Past the wall."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from broadhurst.capabilities.deconfliction import rules
from broadhurst.capabilities.deconfliction.matching.judging import Match
from broadhurst.foundation.agencies.models import Unit
from broadhurst.foundation.database.prepared import array, send
from broadhurst.foundation.sending import Sent

# Hits of a unit with others on what shares an exact key with one of its targets, or on the very
# entry: those open on either side, and those that both closed no longer ago than a check is fresh.
# A row for each entry that is there, one's own too, though no hit stands. One that is withdrawn at
# this moment is waited for, and what is there stays until this ends: a side that points at nothing
# would undo the whole check, or the step of a bulk check whose entries a step before has made.
# Each side is looked for by index, however small the table was when this was planned (OFFSET 0).
STANDING = """
SELECT e.id, s.hit_id, s.entry_id, s.is_told, s.keys, s.shared
FROM (SELECT id FROM deconfliction_entry WHERE id = ANY (%(entries)s::bigint[])
      ORDER BY id FOR KEY SHARE) e
LEFT JOIN LATERAL (
    SELECT s.id, s.hit_id, s.entry_id, s.is_told, s.shared,
           coalesce((SELECT things FROM deconfliction_entry WHERE id = s.entry_id), '{}') AS keys
    FROM (SELECT * FROM deconfliction_hitside WHERE entry_id = e.id OFFSET 0) o
    CROSS JOIN LATERAL (
        SELECT * FROM deconfliction_hitside
        WHERE hit_id = o.hit_id AND unit_id = %(unit)s AND id <> o.id OFFSET 0) s
    WHERE (s.closed_at IS NULL OR o.closed_at IS NULL
           OR s.closed_at > %(settled)s OR o.closed_at > %(settled)s)) s ON true
ORDER BY s.is_told DESC, s.id
"""
# What the two came to share since. Of an entry that is gone nothing is kept. The sides are taken in
# the order in which whoever answers several at once takes them: no two wait for each other.
SHARED_TOO = """
WITH held AS (
    SELECT id FROM deconfliction_hitside
    WHERE hit_id = ANY (%(hits)s::bigint[]) AND entry_id IS NOT NULL ORDER BY id FOR NO KEY UPDATE)
UPDATE deconfliction_hitside s
SET shared = ARRAY(SELECT unnest(s.shared) UNION SELECT unnest(t.keys))
FROM held, (SELECT hit_id, array_agg(key) AS keys
            FROM unnest(%(hits)s::bigint[], %(keys)s::bigint[]) AS t(hit_id, key)
            GROUP BY hit_id) t
WHERE s.id = held.id AND s.hit_id = t.hit_id
"""


@dataclass(frozen=True)
class Stands:
    """A hit that need not be raised again: the two entries, the own one's keys of things, and
    those of them that the hit names as shared."""

    other_entry: int
    hit_id: int
    own_entry: int | None
    is_told: bool
    keys: Sequence[int]
    shared: Sequence[int]


def ask_standing(unit: Unit, matches: Sequence[Match], own: set[int], now: datetime) -> Sent:
    """Ask for the hits that stand on the entries of some matches, one's own among them."""
    given = {
        "unit": unit.pk,
        "entries": array(own | {match.entry.entry_id for match in matches}),
        "settled": now - timedelta(days=rules.FRESH_FOR_DAYS),
    }  # fmt: skip
    return send(STANDING, given)
