"""Control limits of a funnel plot: how far a share can be from the whole's by chance.

The limits are exact binomial ones, interpolated so that they fall smoothly as numbers grow:
Spiegelhalter, "Funnel plots for comparing institutional performance", Statistics in Medicine 24
(2005), 1185-1202, doi:10.1002/sim.1970, appendix A.1.
The upper limits mirror the lower ones, so that a share and its rest name the same cases.
"""

from dataclasses import dataclass
from math import ceil, exp, lgamma, log, log1p, sqrt

# The chance below and above each pair of limits: 95 % and 99.8 % of shares are between them.
INNER, OUTER = 0.025, 0.001
REACH = 12  # standard deviations. What is further away is less likely than 1 in 10^30.


@dataclass(frozen=True)
class Limits:
    """The limits of a share of `many` records, each from 0 to 1."""

    lowest: float
    low: float
    high: float
    highest: float


def limits(share: float, cases: int) -> Limits:
    """Return the 95 % limits (`low`, `high`) and the 99.8 % limits (`lowest`, `highest`).

    `share` is the whole's, from 0 to 1. Raises ValueError for another share, or for no records.
    """
    if not 0 <= share <= 1 or cases < 1:
        raise ValueError("A control limit needs a share from 0 to 1 and at least 1 record.")
    if share in (0, 1):
        return Limits(share, share, share, share)
    start, chances = _chances(share, cases)
    lowest, low = (_interpolated(tail, start, chances) / cases for tail in (OUTER, INNER))
    rest = cases - start - len(chances) + 1
    highest, high = (_interpolated(tail, rest, chances[::-1]) / cases for tail in (OUTER, INNER))
    return Limits(lowest, low, 1 - high, 1 - highest)


def _chances(share: float, cases: int) -> tuple[int, list[float]]:
    """Return the chance of each count within reach of the expected one, and the first count."""
    middle, reach = cases * share, REACH * sqrt(cases * share * (1 - share)) + REACH
    first, last = max(0, int(middle - reach)), min(cases, ceil(middle + reach))
    chance = exp(
        lgamma(cases + 1) - lgamma(first + 1) - lgamma(cases - first + 1)
        + first * log(share) + (cases - first) * log1p(-share)
    )  # fmt: skip
    chances, odds = [chance], share / (1 - share)
    for count in range(first, last):
        chance *= (cases - count) / (count + 1) * odds
        chances.append(chance)
    return first, chances


def _interpolated(tail: float, start: int, chances: list[float]) -> float:
    """Return the count that `tail` of the chances are below, between whole counts."""
    below = 0.0
    for count, chance in enumerate(chances, start):
        if below + chance >= tail:
            return max(0.0, count - (below + chance - tail) / chance)
        below += chance
    return start + len(chances) - 1
