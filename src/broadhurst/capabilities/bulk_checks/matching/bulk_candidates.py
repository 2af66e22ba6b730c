"""Find the candidates of a bulk check in memory.

A database search reads about 200 entries for each row of a spreadsheet, and a spreadsheet may have
100,000 rows. A bulk check therefore reads all encoded rows of the register as they are stored and
indexes them in memory. It then weighs each row of the spreadsheet against those that share a key.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from broadhurst.capabilities.deconfliction.matching import candidates
from broadhurst.capabilities.deconfliction.targets.match_keys import newest
from broadhurst_linkage.blocking.index import Index
from broadhurst_linkage.blocking.join import likely_pairs
from broadhurst_linkage.encoding import rows as row_words
from broadhurst_linkage.matcher import Matcher

# Least weight at which a candidate is scored. The bands of a match begin far above.
LIKELY = -3.0
LIKELY_ACROSS = -9.0  # for names in two scripts, because their rows lose detail

# The answer is a NumPy array as it comes: rows of fixed length, each after its entry's id.
Parameters = dict[str, Any]
ROW_BYTES = 8 * row_words.WORDS
SENT = np.dtype([("id", ">i8"), ("row", f"V{ROW_BYTES}")])
# An entry that expires while this runs may or may not be found, as in a check at that moment.
OTHERS = """
SELECT string_agg(int8send(e.id) || r, '')
FROM deconfliction_entry e, unnest(e.feature_vectors) AS r
WHERE e.id > %(after)s AND e.id <= %(until)s AND e.unit_id <> %(unit)s
  AND e.expires_at > %(now)s AND octet_length(r) = %(length)s AND e.version = %(version)s
"""
OWN = """
SELECT string_agg(int8send(e.id) || r, '')
FROM deconfliction_bulkrow b JOIN deconfliction_entry e ON e.id = b.entry_id,
     unnest(e.feature_vectors) AS r
WHERE b.bulk_id = %(bulk)s AND b.number > %(after)s AND b.number <= %(until)s AND b.answer = ''
  AND octet_length(r) = %(length)s
"""
BETWEEN = """
SELECT coalesce(min(id), 0), coalesce(max(id), -1),
       (SELECT coalesce(max(number), 0) FROM deconfliction_bulkrow WHERE bulk_id = %(bulk)s)
FROM deconfliction_entry
"""
# Entries that share a key of an identifier, up to the cap of a key. The planner has no statistics
# for rows just written and would join whole tables: OFFSET 0 forces one index lookup for each key.
SHARED_IDENTIFIERS = """
SELECT DISTINCT b.entry_id, e.id
FROM deconfliction_bulkrow b
CROSS JOIN LATERAL (
    SELECT identifier_hashes FROM deconfliction_entry WHERE id = b.entry_id OFFSET 0) mine
CROSS JOIN LATERAL unnest(mine.identifier_hashes) AS thing
CROSS JOIN LATERAL (
    SELECT entry_id FROM deconfliction_key WHERE hash = thing LIMIT %(cap)s) theirs
CROSS JOIN LATERAL (
    SELECT id FROM deconfliction_entry
    WHERE id = theirs.entry_id AND unit_id <> %(unit)s AND expires_at > %(now)s OFFSET 0) e
WHERE b.bulk_id = %(bulk)s AND b.answer = '' AND b.entry_id IS NOT NULL
"""


@dataclass
class Likely:
    """The candidates of a bulk check.

    `others` maps each own entry to the entries of other units that may match. `common` holds own
    entries with only common keys: each of them needs a search of its own.
    """

    others: dict[int, set[int]]
    common: set[int]

    def is_asked_of(self, entry_id: int | None) -> bool:
        """Return whether an own entry has candidates, or needs a search of its own."""
        return entry_id in self.others or entry_id in self.common


def weigh(
    ids: NDArray[np.int64], queries: NDArray[np.uint64],
    their_ids: NDArray[np.int64], register: NDArray[np.uint64], likely: Likely,
) -> None:  # fmt: skip
    """Add to `likely` the pairs of entries with rows similar enough to be scored."""
    if not len(their_ids):
        return
    secret = newest().row_secret  # any would do: the index and the queries are both in memory
    index = Index.build(register, secret, candidates.MOST_A_KEY)
    matcher = Matcher.default()
    least = LIKELY - matcher.reach
    across = min(least, LIKELY_ACROSS)
    pairs = likely_pairs(index, queries, secret, matcher.model, least, across)
    for mine, theirs in zip(
        ids[pairs.queries].tolist(), their_ids[pairs.rows].tolist(), strict=True
    ):
        likely.others[mine].add(theirs)
    likely.common.update(ids[pairs.common].tolist())
