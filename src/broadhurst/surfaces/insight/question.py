"""A question about a figure, its answer in a sentence, and its target. No database.

Each answer is one sentence that fits any number, so no verb depends on it.
"""

from dataclasses import dataclass

from broadhurst.foundation.figure import FEW, Figure, amount
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

    `answer` has the value as `{in_words}`. `none` is the sentence for a value of 0. `out_of` is the
    figure that counts all the records, if the figure itself does not.
    """

    figure: str
    text: str
    answer: str
    none: str = ""
    out_of: str = ""
    target: Target | None = None

    def sentence(self, figure: Figure, total: Figure | None = None) -> str:
        """Return the answer in a sentence."""
        if figure.hidden:
            return f"{first_capital(figure.hidden)}."
        if figure.value is None or (figure.of[0] and not figure.behind):
            return f"There are no {figure.of[0] or 'records'} to count."
        if total is not None and not total.behind:
            return f"There are no {total.unit} to count."
        if not figure.value and self.none:
            return self.none
        words = figure.in_words
        if total is not None:
            number = amount(figure.value, "")
            words = f"{number} of {amount(total.value, total.unit, total.one)}"
        return first_capital(self.answer.format(in_words=words))

    def share_of(self, figure: Figure, total: Figure | None = None) -> float | None:
        """Return the share in percent, or None if the figure is not one or has no records."""
        if figure.hidden or figure.value is None:
            return None
        behind = total.behind if total else figure.behind
        if not behind or (total is None and not figure.of[0]):
            return None
        if figure.unit == PER_CENT and total is None:
            return figure.value
        return round(100 * figure.value / behind, 1)

    def verdict(self, figure: Figure, total: Figure | None = None) -> str:
        """Return whether the target is met. Empty without a target or without records."""
        if self.target is None or figure.hidden or figure.value is None:
            return ""
        if self.target.is_number:
            return MET if figure.value <= self.target.value else NOT_MET
        share = self.share_of(figure, total)
        if share is None:
            return ""
        behind = (total or figure).behind or 0
        if self.target.value < 100 and behind < FEW:
            return TOO_FEW
        return MET if self._reaches(figure, total) else NOT_MET

    def _reaches(self, figure: Figure, total: Figure | None) -> bool:
        """Return whether the records that meet the condition reach the target, without rounding."""
        target, behind = self.target, (total or figure).behind or 0
        if target is None:
            return False
        did = figure.did if total is None and figure.did is not None else figure.value
        if figure.unit == PER_CENT and total is None and figure.did is None:
            return (figure.value or 0) >= target.value
        return 100 * (did or 0) >= target.value * behind
