"""The waterfall of a hit as a page draws it: the ends of each bar, and its size in words."""

from dataclasses import dataclass
from itertools import accumulate
from typing import Any

from broadhurst.capabilities.deconfliction.models import Reasons
from broadhurst_linkage.scoring.explain import disclosed_waterfall
from broadhurst_linkage.scoring.likelihood import in_words, likelihood


@dataclass(frozen=True)
class Step:
    """A bar: the comparison, its result in words, and its weight in log2 of the odds.

    `x` and `width` are per cent of the picture's width. `total` is the sum of weights so far.
    """

    name: str
    words: str
    weight: float
    total: float
    x: float
    width: float

    @property
    def signed(self) -> str:
        """Return the weight with its sign, for readers who cannot see the colour."""
        return f"{self.weight:+.1f}".replace("-", "−")

    @property
    def is_against(self) -> bool:
        """Return whether the bar makes the match less likely."""
        return self.weight < 0

    @property
    def times(self) -> str:
        """Return in words how much likelier the bar makes the match."""
        return times(self.weight)


@dataclass(frozen=True)
class Waterfall:
    """The steps, which add up to `total` exactly, and the chances that follow from it.

    The total is close to the stored weight but not equal, because name rarity is in classes.
    """

    steps: list[Step]
    total: Step
    chances: str
    zero: float
    model: str


def waterfall_of(reasons: Reasons) -> Waterfall:
    """Return a hit's waterfall: the prior, then a bar for each comparison and interaction."""
    disclosed = waterfall_for_desks(reasons)
    parts = [("Before anything is compared", "two entries taken at random", disclosed["prior"])]
    for bar in (*disclosed["bars"], *disclosed.get("interactions", ())):
        parts.append((bar["name"], bar["words"], bar["weight"]))
    totals = list(accumulate(weight for _name, _words, weight in parts))
    low, high = min(0.0, *totals), max(0.0, *totals)
    scale = 100 / max(high - low, 1e-9)

    def step(name: str, words: str, begins: float, ends: float) -> Step:
        x, width = (min(begins, ends) - low) * scale, abs(ends - begins) * scale
        return Step(name, words, ends - begins, ends, round(x, 2), round(width, 2))

    ends = [0.0, *totals]
    steps = [
        step(name, words, ends[index], ends[index + 1])
        for index, (name, words, _weight) in enumerate(parts)
    ]
    whole = step("Together", "", 0.0, totals[-1])
    chances = in_words(disclosed["probability"])
    return Waterfall(steps, whole, chances, round(-low * scale, 2), reasons.model)


def waterfall_for_desks(reasons: Reasons) -> dict[str, Any]:
    """Return the waterfall that a desk may read: name rarity is in classes."""
    disclosed = disclosed_waterfall(reasons.waterfall)
    return disclosed | {"likelihood": likelihood(disclosed["probability"]).word}


def times(weight: float) -> str:
    """Return a log2 weight as a factor in words: 1 is twice as likely, -1 half."""
    factor = 2 ** abs(weight)
    if factor < 1.05:
        return "no difference"
    number = f"{factor:,.0f}" if factor >= 10 else f"{factor:.1f}".removesuffix(".0")
    return f"{number} times {'less likely' if weight < 0 else 'likelier'}"
