"""Ask the database for the ids of records that match a search and that the reader may see."""

from collections.abc import Sequence
from dataclasses import dataclass

from broadhurst.foundation.database.prepared import send
from broadhurst.foundation.search.asked import Asked

FIND = """
SELECT kind, record_id, rank, likeness FROM search_candidates(
    %(identifiers)s::text[], %(whole)s::tsquery, %(forms)s::tsquery, %(starts)s::tsquery,
    %(text)s, %(fragment)s, %(alike)s, %(among)s::text[], %(most)s::int)
"""
REFERENCE, WHOLE_WORDS, FORMS, START, PART, DESCRIPTION, ALIKE = range(1, 8)


@dataclass(frozen=True)
class Candidate:
    """A record that matches, and how: `rank` is 1 for an exact reference, 7 for a typing error."""

    kind: str
    record_id: int
    rank: int
    likeness: float


def candidates(
    asked: Asked, identifiers: Sequence[str], kinds: Sequence[str], most: int
) -> list[Candidate]:
    """Return at most `most` records of each kind, best first, each once.

    `identifiers` are the normalised forms of the text as an identifier. The current actor's
    principals decide which records come back. Nobody gets none.
    """
    if not asked.folded:
        return []
    rows = send(
        FIND,
        {
            "identifiers": [f"ref:{asked.bare}", *identifiers],
            "whole": asked.whole, "forms": asked.forms, "starts": asked.starts,
            "text": asked.text, "fragment": asked.fragment, "alike": asked.alike,
            "among": list(kinds), "most": most,
        },
    ).rows()  # fmt: skip
    best: dict[tuple[str, int], Candidate] = {}
    for row in rows:
        best.setdefault(row[:2], Candidate(*row))
    return list(best.values())
