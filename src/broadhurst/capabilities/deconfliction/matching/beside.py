"""Decide whether two people with an equal identifier are also likely the same person.

A relative has the surname, the address and often the phone of a suspect. A shared identifier is
therefore no evidence about the person: the people must be similar by their own details alone.
"""

from collections.abc import Sequence

from broadhurst_linkage.encoding.rows import of_people
from broadhurst_linkage.matcher import Matcher, rows_of


def is_likely_same(mine: Sequence[bytes], theirs: Sequence[bytes], matcher: Matcher) -> bool:
    """Return whether any two of their rows match without the shared identifiers."""
    people, others = of_people(rows_of(mine)), of_people(rows_of(theirs))
    return matcher.tells(people, others)
