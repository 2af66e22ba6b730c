"""How rare a name is, in four classes from which no name can be read.

The tables of how many people have a name are public and ship with it: one person in so many
is a name, or a few, and so is a weight that was made of it, or a sum in which that is the only
thing not known. So what is told is the middle of a class that at least two hundred names share.
"""

import math
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Class:
    """Names that fewer than one person in `least` has; `middle` is -log2 of the usual share."""

    words: str
    least: int
    middle: float

    def holds(self, rare: float) -> bool:
        """Whether a name, of which -log2 of the share is given, is rare enough."""
        return not self.least or rare > math.log2(self.least)


# The middles are those of the people who have such a name, by the four tables.
CLASSES = (
    Class("very rare, fewer than one person in 50,000", 50_000, 16.6),
    Class("rare, fewer than one person in 10,000", 10_000, 14.4),
    Class("less common, fewer than one person in 2,000", 2_000, 12.0),
    Class("common, more than one person in 2,000", 0, 8.8),
)


def class_here(rare: float) -> Class:
    """The class of a name that is commoner among entries, two doublings wide.

    No table that is published tells which names those are.
    """
    begins = 2 * math.floor(rare / 2)
    least = 2 ** (begins + 2)
    return Class(f"common among the entries, more than one in {least:,}", least, begins + 1.0)


def class_of(rare: float) -> Class:
    """The rarest class that a name belongs to."""
    return next(one for one in CLASSES if one.holds(rare))
