"""Whether somebody is most likely the same person beside an identifier that is equal.

A relative has the surname, the address and often the telephone of a suspect. What is told already
is therefore no ground to say more: the people must be alike by what is known of them alone.
"""

from collections.abc import Sequence

from broadhurst_linkage.encoding.rows import of_people
from broadhurst_linkage.matcher import Matcher, rows_of


def is_alike(mine: Sequence[bytes], theirs: Sequence[bytes], matcher: Matcher) -> bool:
    """Whether any two of their names, with what is known of each, are told of by themselves."""
    people, others = of_people(rows_of(mine)), of_people(rows_of(theirs))
    return matcher.tells(people, others)
