"""The waterfall of a hit as it is drawn: where each bar begins and ends, and its size in words."""

from dataclasses import dataclass
from itertools import accumulate
from typing import Any

from broadhurst.capabilities.deconfliction.models import Reasons
from broadhurst_linkage.scoring.explain import disclosed_waterfall
from broadhurst_linkage.scoring.likelihood import in_words, likelihood


@dataclass(frozen=True)
class Step:
    """One bar: what was compared, how it came out, and its weight in log2 of the odds.

    `x` and `width` are per cent of the picture; `total` is the weight so far.
    """

    name: str
    words: str
    weight: float
    total: float
    x: float
    width: float

    @property
    def signed(self) -> str:
        """The weight with its sign, which tells what a colour cannot."""
        return f"{self.weight:+.1f}".replace("-", "−")

    @property
    def is_against(self) -> bool:
        """Whether it makes the match less likely."""
        return self.weight < 0

    @property
    def times(self) -> str:
        """How much likelier the match is for it."""
        return times(self.weight)


@dataclass(frozen=True)
class Waterfall:
    """The steps, which add up to `total` exactly, with what follows from it.

    It is near what was weighed and is kept, not equal to it: names are in classes.
    """

    steps: list[Step]
    total: Step
    chances: str
    zero: float
    model: str


def waterfall_of(reasons: Reasons) -> Waterfall:
    """A hit's waterfall: the prior, a bar a comparison, and a bar an interaction."""
    shown = told_of(reasons)
    parts = [("Before anything is compared", "two entries taken at random", shown["prior"])]
    for bar in (*shown["bars"], *shown.get("interactions", ())):
        parts.append((bar["name"], bar["words"], bar["weight"]))
    totals = list(accumulate(weight for _name, _words, weight in parts))
    low, high = min(0.0, *totals), max(0.0, *totals)
    scale = 100 / max(high - low, 1e-9)

    def step(name: str, words: str, begins: float, ends: float) -> Step:
        x, width = (min(begins, ends) - low) * scale, abs(ends - begins) * scale
        return Step(name, words, ends - begins, ends, round(x, 2), round(width, 2))

    begun = [0.0, *totals]
    steps = [
        step(name, words, begun[place], begun[place + 1])
        for place, (name, words, _weight) in enumerate(parts)
    ]
    whole = step("Together", "", 0.0, totals[-1])
    said = in_words(shown["probability"])
    return Waterfall(steps, whole, said, round(-low * scale, 2), reasons.model)


def told_of(reasons: Reasons) -> dict[str, Any]:
    """The waterfall as whoever sees the hit as a desk may read it: rarities are in classes."""
    shown = disclosed_waterfall(reasons.waterfall)
    return shown | {"likelihood": likelihood(shown["probability"]).word}


def times(weight: float) -> str:
    """A weight as how many times likelier: 1 is twice, -1 half."""
    factor = 2 ** abs(weight)
    if factor < 1.05:
        return "no difference"
    said = f"{factor:,.0f}" if factor >= 10 else f"{factor:.1f}".removesuffix(".0")
    return f"{said} times {'less likely' if weight < 0 else 'likelier'}"
