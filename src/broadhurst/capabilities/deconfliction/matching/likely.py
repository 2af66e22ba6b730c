"""Who may match the entries of a bulk check: what is read of them all, and weighed in memory.

A search in the database looks at some two hundred entries for each row of a table, and that a
hundred thousand times. So the rows of the register are read as they are stored, indexed in memory,
and each row of the table is weighed against those that share a key with it.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from broadhurst.capabilities.deconfliction.matching import store
from broadhurst.capabilities.deconfliction.targets import row_secret
from broadhurst_linkage.blocking.index import Index
from broadhurst_linkage.blocking.join import likely_pairs
from broadhurst_linkage.encoding import rows as row_words
from broadhurst_linkage.matcher import Matcher

# Weights of likeness from which a candidate is judged; the judge's own bands are far above.
LIKELY = -3.0
LIKELY_ACROSS = -9.0  # of names in two scripts, whose rows tell less than the names do

# Rows of a fixed length, each behind its entry's number, so that what comes is an array as it is.
Asked = dict[str, Any]
ROW_BYTES = 8 * row_words.WORDS
SENT = np.dtype([("id", ">i8"), ("row", f"V{ROW_BYTES}")])
# What expires while this runs is found or not, as with any check made a moment before or after.
OTHERS = """
SELECT string_agg(int8send(e.id) || r, '') FROM deconfliction_entry e, unnest(e.rows) AS r
WHERE e.id > %(after)s AND e.id <= %(until)s AND e.unit_id <> %(unit)s
  AND e.expires_at > %(now)s AND octet_length(r) = %(length)s AND e.version = %(version)s
"""
OWN = """
SELECT string_agg(int8send(e.id) || r, '')
FROM deconfliction_bulkrow b JOIN deconfliction_entry e ON e.id = b.entry_id, unnest(e.rows) AS r
WHERE b.bulk_id = %(bulk)s AND b.number > %(after)s AND b.number <= %(until)s AND b.answer = ''
  AND octet_length(r) = %(length)s
"""
BETWEEN = """
SELECT coalesce(min(id), 0), coalesce(max(id), -1),
       (SELECT coalesce(max(number), 0) FROM deconfliction_bulkrow WHERE bulk_id = %(bulk)s)
FROM deconfliction_entry
"""
# Identifiers: whoever shares a key of one, up to the cap of a key. Of rows just written the planner
# knows nothing and would join whole tables: OFFSET 0 keeps it to one look by index a key.
THINGS = """
SELECT DISTINCT b.entry_id, e.id
FROM deconfliction_bulkrow b
CROSS JOIN LATERAL (
    SELECT things FROM deconfliction_entry WHERE id = b.entry_id OFFSET 0) mine
CROSS JOIN LATERAL unnest(mine.things) AS thing
CROSS JOIN LATERAL (
    SELECT entry_id FROM deconfliction_key WHERE hash = thing LIMIT %(cap)s) theirs
CROSS JOIN LATERAL (
    SELECT id FROM deconfliction_entry
    WHERE id = theirs.entry_id AND unit_id <> %(unit)s AND expires_at > %(now)s OFFSET 0) e
WHERE b.bulk_id = %(bulk)s AND b.answer = '' AND b.entry_id IS NOT NULL
"""


@dataclass
class Likely:
    """For each own entry, the entries of others that may match; and own entries whose every key
    is too common to go by, which are looked for one by one."""

    others: dict[int, set[int]]
    common: set[int]

    def is_asked_of(self, entry_id: int | None) -> bool:
        """Whether there is anything to judge about an own entry."""
        return entry_id in self.others or entry_id in self.common


def weigh(
    ids: NDArray[np.int64], queries: NDArray[np.uint64],
    their_ids: NDArray[np.int64], register: NDArray[np.uint64], likely: Likely,
) -> None:  # fmt: skip
    """Put down whose rows are alike enough to be judged."""
    if not len(their_ids):
        return
    index = Index.build(register, row_secret(), store.MOST_A_KEY)
    matcher = Matcher.default()
    least = LIKELY - matcher.reach
    across = min(least, LIKELY_ACROSS)
    found = likely_pairs(index, queries, row_secret(), matcher.model, least, across)
    for mine, theirs in zip(
        ids[found.queries].tolist(), their_ids[found.rows].tolist(), strict=True
    ):
        likely.others[mine].add(theirs)
    likely.common.update(ids[found.common].tolist())
