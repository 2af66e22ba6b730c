"""Bar charts: upright bars, one for each label."""

from collections.abc import Sequence
from dataclasses import dataclass

from broadhurst.foundation.chart.axis import Axis, Gridline, Mark, axis, marks, number, percent

FILLED = 0.7  # of the width of a bar's place
MOST_WITH_VALUES = 8  # more bars have no room for their values on a phone


@dataclass(frozen=True)
class Bar:
    """A label and its value, from 0 upwards."""

    label: str
    value: float


@dataclass(frozen=True)
class Drawn:
    """A drawn bar, in percent from the left and the top. `text` is its value, if it fits."""

    x: float
    y: float
    width: float
    height: float
    middle: float
    text: str


@dataclass(frozen=True)
class BarChart:
    """Bars in order, with short labels such as months.

    `name` is unique on the page. `note` says whose records are counted, and as of when. For long
    labels use the tag `bars`.
    """

    name: str
    title: str
    note: str
    heading: str
    value_heading: str
    bars: Sequence[Bar]

    @property
    def is_empty(self) -> bool:
        return not any(bar.value for bar in self.bars)

    @property
    def axis(self) -> Axis:
        return axis([bar.value for bar in self.bars])

    @property
    def gridlines(self) -> list[Gridline]:
        return self.axis.gridlines

    @property
    def marks(self) -> list[Mark]:
        return marks([bar.label for bar in self.bars], [bar.middle for bar in self.drawn])

    @property
    def drawn(self) -> list[Drawn]:
        scale, count = self.axis, len(self.bars)
        return [
            Drawn(
                x=percent(n + (1 - FILLED) / 2, count),
                y=round(100 - scale.height(bar.value), 2),
                width=percent(FILLED, count),
                height=scale.height(bar.value),
                middle=percent(n + 0.5, count),
                text=number(bar.value) if count <= MOST_WITH_VALUES else "",
            )
            for n, bar in enumerate(self.bars)
        ]

    @property
    def described(self) -> str:
        """The bars in words: all if they are few, or else the highest."""
        if len(self.bars) <= MOST_WITH_VALUES:
            return ", ".join(f"{bar.label}: {number(bar.value)}" for bar in self.bars) + "."
        most = max(self.bars, key=lambda bar: bar.value)
        return f"{len(self.bars)} bars. The highest is {number(most.value)} in {most.label}."

    @property
    def headings(self) -> list[str]:
        return [self.heading, self.value_heading]

    @property
    def rows(self) -> list[list[str]]:
        """The rows of the table."""
        return [[bar.label, number(bar.value)] for bar in self.bars]
