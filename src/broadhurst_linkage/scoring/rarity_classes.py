"""Give the rarity of a name as one of four classes, so that it does not reveal the name.

The tables of name counts are public. Anyone who knows the exact rarity of a name can look up the
few names that have it. A weight made from it, or a total with no other unknown part, gives it
away. So an explanation uses the middle of the class instead. At least 200 names share each class.
"""

import math
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Class:
    """Names of fewer than one person in `least`. `middle` is -log2 of the usual share."""

    words: str
    least: int
    middle: float

    def holds(self, rare: float) -> bool:
        """Return whether a name belongs to the class. `rare` is -log2 of its share."""
        return not self.least or rare > math.log2(self.least)


# Each middle is that of the people who have such a name, from the four tables.
CLASSES = (
    Class("very rare, fewer than one person in 50,000", 50_000, 16.6),
    Class("rare, fewer than one person in 10,000", 10_000, 14.4),
    Class("less common, fewer than one person in 2,000", 2_000, 12.0),
    Class("common, more than one person in 2,000", 0, 8.8),
)


def class_here(rare: float) -> Class:
    """Return the class of a name that is commoner among the entries.

    The class spans a factor of 4. No published table reveals which names those are.
    """
    begins = 2 * math.floor(rare / 2)
    least = 2 ** (begins + 2)
    return Class(f"common among the entries, more than one in {least:,}", least, begins + 1.0)


def class_of(rare: float) -> Class:
    """Return the rarest class that a name belongs to."""
    return next(rarity_class for rarity_class in CLASSES if rarity_class.holds(rare))
