"""Why two records match: a bar for each thing compared, which add up to the score exactly."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from broadhurst.capabilities.deconfliction.engine.comparisons import COMPARISONS
from broadhurst.capabilities.deconfliction.engine.model import FREQUENT, Model
from broadhurst.capabilities.deconfliction.engine.score import STEPS, frequency

UNKNOWN = "not known on one side"


@dataclass(frozen=True, slots=True)
class Bar:
    """One step of the waterfall: `weight` is in log2 of the odds, 1 doubles them."""

    name: str
    words: str
    weight: float

    def as_json(self) -> dict[str, Any]:
        """As it is kept with a hit."""
        return {"name": self.name, "words": self.words, "weight": self.weight}


def bars(
    query: NDArray[np.uint64], row: NDArray[np.uint64], levels: NDArray[np.int8], model: Model
) -> list[Bar]:
    """A bar a comparison, and one for how rare an equal name is."""
    found = []
    for i, comparison in enumerate(COMPARISONS):
        level = int(levels[i])
        words = comparison.levels[level - 1].words if level else UNKNOWN
        found.append(Bar(comparison.words, words, float(model.weights[i, level])))
        which = FREQUENT.index(comparison.name) if comparison.name in FREQUENT else None
        if which is not None and model.usual[which, level, 0]:
            rare = float(frequency(query, row, bool(which)))
            weight = float(model.usual[which, level, 0] * rare + model.usual[which, level, 1])
            found.append(Bar(f"{comparison.words}: how rare", one_in(rare * STEPS), weight))
    return found


def one_in(steps: float) -> str:
    """ "one person in 1,200", from a rarity."""
    return f"one person in {round(2 ** (steps / STEPS)):,}"
