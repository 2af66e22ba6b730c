"""The scale of words for how likely two entries are one person, tied to a number.

The thresholds are a policy of this project. "Very likely" starts where both units are notified
without a review by a duty desk (`matcher.BANDS`). A word follows the number as it is displayed, in
whole hundredths, so that the two never contradict each other.
"""

from typing import NamedTuple


class Likelihood(NamedTuple):
    """A word for how likely a match is: its article, lowest percentage and range."""

    word: str
    a: str
    least: int
    span: str


SCALE = (
    Likelihood("very likely", "a", 95, "95 in 100 or more"),
    Likelihood("likely", "a", 60, "60 to 95 in 100"),
    Likelihood("possible", "a", 25, "25 to 60 in 100"),
    Likelihood("unlikely", "an", 0, "fewer than 25 in 100"),
)


def likelihood(probability: float) -> Likelihood:
    """Return the word of the scale for a probability from 0 to 1."""
    hundredths = round(100 * probability)
    return next(step for step in SCALE if hundredths >= step.least)


def chances(probability: float) -> str:
    """Return a probability out of 100, never rounded to certainty or to 0."""
    if probability >= 0.9995:
        return "more than 999 in 1,000"
    if probability >= 0.995:
        return "more than 99 in 100"
    if probability < 0.005:
        return "fewer than 1 in 100"
    return f"about {100 * probability:.0f} in 100"


def in_words(probability: float) -> str:
    """Return the word with the number: "possible, about 41 in 100"."""
    return f"{likelihood(probability).word}, {chances(probability)}"


def as_match(probability: float) -> str:
    """Return the word with its range, for readers who must not see the number."""
    step = likelihood(probability)
    return f"{step.a} {step.word} match ({step.span})"
