"""A question about a figure, its answer in a sentence, and its target. No database.

Each answer is one sentence that fits any number, so no verb depends on it.
"""

from dataclasses import dataclass

from broadhurst.foundation.figure import FEW, Figure
from broadhurst.foundation.govuk.words import first_capital

PER_CENT = "per cent"
MET, NOT_MET, TOO_FEW = "Met", "Not met", "Too few records to say"
COLOURS = {MET: "green", NOT_MET: "red", TOO_FEW: "grey"}


@dataclass(frozen=True)
class Target:
    """A target of a policy: a share in percent, or a number if `is_number`."""

    value: int
    policy: str
    is_number: bool = False

    @property
    def in_words(self) -> str:
        """The target in words."""
        if self.is_number:
            return f"{'None' if not self.value else self.value}. {self.policy}"
        return f"{'All' if self.value == 100 else f'{self.value}%'}. {self.policy}"


@dataclass(frozen=True)
class Question:
    """A question, the figure that answers it, and the sentence of the answer.

    `answer` has the value as `{in_words}`. `none` is the sentence for a value of 0.
    """

    figure: str
    text: str
    answer: str
    none: str = ""
    target: Target | None = None

    def sentence(self, figure: Figure) -> str:
        """Return the answer in a sentence."""
        if figure.hidden:
            return f"{first_capital(figure.hidden)}."
        if figure.value is None or (figure.of[0] and not figure.behind):
            return f"There are no {figure.of[0] or 'records'} to count."
        if not figure.value and self.none:
            return self.none
        return first_capital(self.answer.format(in_words=figure.in_words))

    def share_of(self, figure: Figure) -> float | None:
        """Return the share in percent, or None if the figure is not one or has no records."""
        if figure.hidden or figure.value is None:
            return None
        if not figure.behind or not figure.of[0]:
            return None
        if figure.unit == PER_CENT:
            return figure.value
        return round(100 * figure.value / figure.behind, 1)

    def verdict(self, figure: Figure) -> str:
        """Return whether the target is met. Empty without a target or without records."""
        if self.target is None or figure.hidden or figure.value is None:
            return ""
        if self.target.is_number:
            return MET if figure.value <= self.target.value else NOT_MET
        share = self.share_of(figure)
        if share is None:
            return ""
        if self.target.value < 100 and (figure.behind or 0) < FEW:
            return TOO_FEW
        return MET if self._reaches(figure) else NOT_MET

    def _reaches(self, figure: Figure) -> bool:
        """Return whether the records that meet the condition reach the target, without rounding."""
        target, behind = self.target, figure.behind or 0
        if target is None:
            return False
        numerator = figure.numerator if figure.numerator is not None else figure.value
        if figure.unit == PER_CENT and figure.numerator is None:
            return (figure.value or 0) >= target.value
        return 100 * (numerator or 0) >= target.value * behind
