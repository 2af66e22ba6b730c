"""The numbered figures of a letter: each is listed, and quoted by its number."""

from datetime import date
from typing import Any

from broadhurst.capabilities.inspections.figures.evidence import sealed
from broadhurst.capabilities.inspections.figures.phrases import period, plain
from broadhurst.foundation.figure import Figure

REGISTER = "the register of organisations"


class Numbered:
    """Numbers figures in the order of the text, and returns the words that quote them."""

    def __init__(self, figures: list[dict[str, Any]], address: str) -> None:
        self.figures, self.address = figures, address

    def quote(
        self,
        stored: dict[str, Any],
        *,
        held_by: str,
        in_words: str = "",
        source: str = "",
        ref: str = "",
    ) -> str:
        """Add a figure to the list, and return a link like "one transfer (figure 3)"."""
        number = len(self.figures) + 1
        in_words = in_words or stored["in_words"]
        since = date.fromisoformat(stored["since"]) if stored["since"] else None
        self.figures.append(
            stored
            | {
                "number": number,
                "in_words": in_words,
                "period": period(since, date.fromisoformat(stored["as_of"])),
                "held_by": held_by,
                "source": source,
                "evidence": ref,
                "count": stored["behind"],
            }
        )
        return f"**{plain(in_words)}** ([figure {number}]({self.address}#figure-{number}))"

    def open(self, figure: Figure) -> str:
        """Quote a figure that is counted from records open to everyone who signs in."""
        return self.quote(sealed(figure), held_by=REGISTER)
