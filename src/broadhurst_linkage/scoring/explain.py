"""Explain a match by one bar for each comparison. They sum to the weight."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from broadhurst_linkage.encoding.rows import MIDDLE
from broadhurst_linkage.scoring.comparisons import COMPARISONS, NOT_COUNTED
from broadhurst_linkage.scoring.frequencies import NO_OVERRIDES, FrequencyOverrides
from broadhurst_linkage.scoring.levels import address_level
from broadhurst_linkage.scoring.model import Model
from broadhurst_linkage.scoring.rarity_classes import class_here, class_of
from broadhurst_linkage.scoring.score import NAMED, frequency

Row = NDArray[np.uint64]
UNKNOWN = "not known on one side"
HOW_RARE = ": how rare"
KNOTS = "as officers answer at such weights"
# Replaces a bar that was stored before bars had a disclosed form.
WITHHELD: dict[str, Any] = {"words": "not shown, because it would reveal a name", "weight": 0.0}


@dataclass(frozen=True, slots=True)
class Bar:
    """One step of the waterfall. `weight` is in log2 of the odds, so 1 doubles them.

    `disclosed` replaces the words and weight where they would reveal a name.
    """

    name: str
    words: str
    weight: float
    disclosed: Mapping[str, Any] = field(default_factory=dict)

    @property
    def disclosed_weight(self) -> float:
        """The weight of the bar in the disclosed waterfall."""
        return float(self.disclosed.get("weight", self.weight))

    def as_json(self) -> dict[str, Any]:
        """Return the bar as stored with a hit. `told` is its disclosed form."""
        stored = {"name": self.name, "words": self.words, "weight": self.weight}
        return stored | ({"told": dict(self.disclosed)} if self.disclosed else {})


def bars(
    query: Row,
    row: Row,
    levels: NDArray[np.int8],
    model: Model,
    common: FrequencyOverrides = NO_OVERRIDES,
) -> list[Bar]:
    """Return a bar for each comparison, and one for the rarity of each shared name.

    The rarity is that in the population, or in the register if the name is commoner there.
    """
    steps = []
    query_here, row_here = common.apply(np.array([query, row]))
    for i, comparison in enumerate(COMPARISONS):
        level = int(levels[i])
        words = comparison.levels[level - 1].words if level else UNKNOWN
        if not level and _is_known(comparison.name, query, row):
            words = NOT_COUNTED
        steps.append(Bar(comparison.words, words, float(model.weights[i, level])))
        if i < NAMED and model.usual[i, level, 0]:
            counts, usual, place = model.usual[i, level]
            usual_rarity = float(frequency(query, row, np.uint64(place)))
            rarity = float(frequency(query_here, row_here, np.uint64(place)))
            is_common_here = rarity < usual_rarity
            weight = float(counts * rarity + usual)
            rarity_class = class_here(rarity) if is_common_here else class_of(rarity)
            words = one_in(rarity, "entry" if is_common_here else "person")
            disclosed_weight = float(counts * rarity_class.middle + usual)
            disclosed = {"words": rarity_class.words, "weight": disclosed_weight}
            steps.append(Bar(f"{comparison.words}{HOW_RARE}", words, weight, disclosed))
    return steps


def _is_known(name: str, query: Row, row: Row) -> bool:
    """Return whether both sides have a middle name or an address, although it does not count."""
    if name == "middle":
        return bool(query[MIDDLE] and row[MIDDLE])
    return name == "address" and bool(address_level(query, row))


def one_in(rarity: float, noun: str) -> str:
    """Return "one person in 1,200" for a rarity, which is -log2 of a share."""
    return f"one {noun} in {round(2**rarity):,}"


def disclosed_waterfall(stored: Mapping[str, Any]) -> dict[str, Any]:
    """Return the waterfall of a hit that duty desks and labels may see.

    A bar that would reveal a name is replaced by its disclosed form, with a class of rarity. The
    total is the sum of the bars that are shown.
    """
    stored = {part: stored[part] for part in stored if part != "script"}
    bars = [_disclosed_bar(bar) for bar in stored["bars"]]
    interactions = [_disclosed_bar(bar) for bar in stored.get("interactions", ())]
    weight = stored["prior"] + sum(bar["weight"] for bar in (*bars, *interactions))
    total = {"weight": weight, "probability": 1 / (1 + 2.0**-weight)}
    waterfall = {**stored, "bars": bars, **total}
    return waterfall | ({"interactions": interactions} if "interactions" in stored else {})


def _disclosed_bar(bar: Mapping[str, Any]) -> dict[str, Any]:
    stored: dict[str, Any] = {part: bar[part] for part in ("name", "words", "weight")}
    reveals_name = bar["words"] == KNOTS or bar["name"].endswith(HOW_RARE)
    replacement: Mapping[str, Any] = bar.get("told", WITHHELD if reveals_name else {})
    return {**stored, **replacement}
