"""Find existing hits between two units, so that no hit is raised twice.

This bypasses row-level security.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from broadhurst.capabilities.deconfliction import rules
from broadhurst.capabilities.deconfliction.matching.judging import Match
from broadhurst.foundation.agencies.models import Unit
from broadhurst.foundation.database.prepared import Sent, array, send

# The unit's hits on these entries: those open on either side, and those that both sides closed
# within the time that a check counts as fresh. Each existing entry has a row, the unit's own
# entries too, even without a hit. If an entry is being withdrawn, this waits for that, and then
# locks the remaining entries until the transaction ends: a side that refers to a deleted entry
# would roll back the whole check, or a step of a bulk check. OFFSET 0 makes each side an index
# lookup, however small the table was when this statement was planned.
EXISTING_HITS_SQL = """
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
# Add the keys that the two sides have come to share. A side whose entry is gone is left out. The
# sides are locked in id order, as by an officer who answers several, so that the two cannot
# deadlock.
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
class ExistingHit:
    """A hit that need not be raised again.

    `keys` are the identifier keys of the unit's own entry. `shared` are those of them that the hit
    already lists as shared.
    """

    other_entry: int
    hit_id: int
    own_entry: int | None
    is_told: bool
    keys: Sequence[int]
    shared: Sequence[int]


def send_query(unit: Unit, matches: Sequence[Match], own: set[int], now: datetime) -> Sent:
    """Send the query for existing hits on the entries of both sides of the matches."""
    parameters = {
        "unit": unit.pk,
        "entries": array(own | {match.entry.entry_id for match in matches}),
        "settled": now - timedelta(days=rules.FRESH_FOR_DAYS),
    }  # fmt: skip
    return send(EXISTING_HITS_SQL, parameters)
