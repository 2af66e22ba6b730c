"""Why two records match: a bar for each thing compared, which add up to the score exactly."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from broadhurst_linkage.encoding.rows import MIDDLE
from broadhurst_linkage.scoring.comparisons import COMPARISONS, NOT_COUNTED
from broadhurst_linkage.scoring.frequencies import NO_OVERRIDES, FrequencyOverrides
from broadhurst_linkage.scoring.model import Model
from broadhurst_linkage.scoring.rarity_classes import class_here, class_of
from broadhurst_linkage.scoring.score import NAMED, frequency

Row = NDArray[np.uint64]
UNKNOWN = "not known on one side"
HOW_RARE = ": how rare"
KNOTS = "as officers answer at such weights"
# Of a bar that was kept before there was anything to tell in its stead.
UNTOLD: dict[str, Any] = {"words": "not told: a name could be read from it", "weight": 0.0}


@dataclass(frozen=True, slots=True)
class Bar:
    """One step of the waterfall: `weight` is in log2 of the odds, 1 doubles them."""

    name: str
    words: str
    weight: float
    told: Mapping[str, Any] = field(default_factory=dict)

    @property
    def told_weight(self) -> float:
        """What it weighs in the waterfall that is told."""
        return float(self.told.get("weight", self.weight))

    def as_json(self) -> dict[str, Any]:
        """As it is kept with a hit; with what is told in its stead, where a name could be read."""
        kept = {"name": self.name, "words": self.words, "weight": self.weight}
        return kept | ({"told": dict(self.told)} if self.told else {})


def bars(
    query: Row,
    row: Row,
    levels: NDArray[np.int8],
    model: Model,
    common: FrequencyOverrides = NO_OVERRIDES,
) -> list[Bar]:
    """A bar a comparison, and one for how rare an equal name is, in the population or the store."""
    found = []
    here, there = common.apply(np.array([query, row]))
    for i, comparison in enumerate(COMPARISONS):
        level = int(levels[i])
        words = comparison.levels[level - 1].words if level else UNKNOWN
        if comparison.name == "middle" and not level and query[MIDDLE] and row[MIDDLE]:
            words = NOT_COUNTED
        found.append(Bar(comparison.words, words, float(model.weights[i, level])))
        if i < NAMED and model.usual[i, level, 0]:
            counts, usual, place = model.usual[i, level]
            usually = float(frequency(query, row, np.uint64(place)))
            rare = float(frequency(here, there, np.uint64(place)))
            weight = float(counts * rare + usual)
            near = class_here(rare) if rare < usually else class_of(rare)
            words = one_in(rare, "entry" if rare < usually else "person")
            told = {"words": near.words, "weight": float(counts * near.middle + usual)}
            found.append(Bar(f"{comparison.words}{HOW_RARE}", words, weight, told))
    return found


def one_in(rare: float, of: str) -> str:
    """ "one person in 1,200", from -log2 of a share."""
    return f"one {of} in {round(2**rare):,}"


def told(kept: Mapping[str, Any]) -> dict[str, Any]:
    """The waterfall of a hit as desks and labels have it, near what is kept: names are in classes.

    Each bar that a name could be read from stands as it is told, and the whole is their sum.
    """
    bars = [_told(bar) for bar in kept["bars"]]
    together = [_told(bar) for bar in kept.get("interactions", ())]
    weight = kept["prior"] + sum(bar["weight"] for bar in (*bars, *together))
    whole = {"weight": weight, "probability": 1 / (1 + 2.0**-weight)}
    shown = {**kept, "bars": bars, **whole}
    return shown | ({"interactions": together} if "interactions" in kept else {})


def _told(bar: Mapping[str, Any]) -> dict[str, Any]:
    kept: dict[str, Any] = {part: bar[part] for part in ("name", "words", "weight")}
    could_be_read = bar["words"] == KNOTS or bar["name"].endswith(HOW_RARE)
    instead: Mapping[str, Any] = bar.get("told", UNTOLD if could_be_read else {})
    return {**kept, **instead}
