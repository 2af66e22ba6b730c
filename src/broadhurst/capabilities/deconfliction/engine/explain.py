"""Why two records match: a bar for each thing compared, which add up to the score exactly."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from broadhurst.capabilities.deconfliction.engine.comparisons import COMPARISONS
from broadhurst.capabilities.deconfliction.engine.model import Model
from broadhurst.capabilities.deconfliction.engine.score import NAMED, frequency

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
        if i < NAMED and model.usual[i, level, 0]:
            counts, usual, place = model.usual[i, level]
            rare = float(frequency(query, row, np.uint64(place)))
            weight = float(counts * rare + usual)
            found.append(Bar(f"{comparison.words}: how rare", one_in(rare), weight))
    return found


def one_in(rare: float) -> str:
    """ "one person in 1,200", from -log2 of a share."""
    return f"one person in {round(2**rare):,}"
