"""Names as common as they are in a register itself, where that is commoner than in the population.

The tables of the population (`rarity`) know few names of some origins, and a register may have
more of a name than any census. Its own counts alone would not do: a register of suspects is not the
population, and what is common there must not look rare. So the commoner of the two counts.
"""

import numpy as np
from numpy.typing import NDArray

from broadhurst.capabilities.deconfliction.engine.columns import FREQUENT
from broadhurst.capabilities.deconfliction.engine.rarity import LARGEST, STEPS
from broadhurst.capabilities.deconfliction.engine.rows import HIGH, RARITIES, TOWN

LAST = np.uint64(LARGEST)
NOBODY = 1e-9  # others with a name that one person alone has
Words = NDArray[np.uint64]


def counted(rows: Words, others: float = 0.0) -> Words:
    """The rows, with each name at least as common as it is among other people of the register.

    `others` is how many records there are, beside one's own, of one person on average. These are
    left out of the count, and so is what may be chance: one standard deviation.
    """
    made = rows.copy()
    for name, word in FREQUENT.items():
        values = rows[:, word] >> HIGH if name.endswith("_skeleton") else rows[:, word]
        _, at, many = np.unique(values, return_inverse=True, return_counts=True)
        known = max(1, np.count_nonzero(values))
        share = np.maximum(many - (1 + others) - np.sqrt(many), NOBODY) / known
        steps = np.clip(np.round(-STEPS * np.log2(share)), 1, LARGEST).astype(np.uint64)
        place = np.uint64(RARITIES[name])
        before = rows[:, TOWN] >> place & LAST  # nothing, where there is no name
        made[:, TOWN] = made[:, TOWN] & ~(LAST << place) | np.minimum(before, steps[at]) << place
    return made
