"""Funnel plots: the share of each organisation against how many records it has."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from broadhurst.foundation.chart.axis import Axis, Gridline, Mark, axis, in_short, percent
from broadhurst.foundation.chart.control_limits import Limits, limits

POINTS = 60  # at most, along each limit
AS_EXPECTED = "Within the limits"


@dataclass(frozen=True)
class Case:
    """An organisation: `numerator` of its `many` records meet the condition.

    `short` is written beside its dot, or the label if it is empty.
    """

    label: str
    numerator: int
    many: int
    short: str = ""

    @property
    def share(self) -> float:
        """The share, from 0 to 1."""
        return self.numerator / self.many


@dataclass(frozen=True)
class Dot:
    """A drawn organisation, in percent from the left and the top.

    `number` is the style: 1 within the limits, 2 outside the 95 % ones, 3 outside the 99.8 % ones.
    A dot outside has its label beside it, on the side where there is room (`anchor`).
    """

    x: float
    y: float
    number: int
    label: str
    anchor: str


@dataclass(frozen=True)
class Curve:
    """A drawn limit: its style, its name in the key and its points."""

    number: int
    name: str
    paths: tuple[str, ...]


@dataclass(frozen=True)
class FunnelPlot:
    """Shares against numbers, with control limits around the share of all the cases together.

    `name` is unique on the page. `note` says whose records are counted, and as of when. `many` is
    the plural of what is counted. `aside` has rows that the table shows and the drawing does not:
    a label and why. Raises ValueError for a case without records, or with fewer records than
    meet its condition.
    """

    name: str
    title: str
    note: str
    heading: str
    many: str
    cases: Sequence[Case]
    aside: Sequence[tuple[str, str]] = ()

    def __post_init__(self) -> None:
        if any(case.many < 1 or not 0 <= case.numerator <= case.many for case in self.cases):
            raise ValueError("A case needs records, and at least as many as meet its condition.")

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to compare: limits need at least two organisations."""
        return len(self.cases) < 2

    @cached_property
    def share(self) -> float:
        """Return the share across all cases, from 0 to 1."""
        whole = sum(case.many for case in self.cases)
        return sum(case.numerator for case in self.cases) / whole if whole else 0.0

    @property
    def axis(self) -> Axis:
        """The scale at the foot: how many records."""
        return axis([case.many for case in self.cases])

    @property
    def gridlines(self) -> list[Gridline]:
        return [Gridline(100.0 - at, f"{at}%") for at in range(0, 101, 20)]

    @property
    def marks(self) -> list[Mark]:
        """The numbers at the foot. The middle has none if it would be half a record."""
        top = self.axis.top
        places = [(0, "start"), (top / 2, "middle"), (top, "end")]
        return [
            Mark(percent(place, top), in_short(place), anchor)
            for place, anchor in places
            if float(place).is_integer()
        ]

    @property
    def curves(self) -> list[Curve]:
        """The share of those compared, and the limits around it."""
        top = int(self.axis.top)
        counts = sorted({max(1, round(top * n / POINTS)) for n in range(POINTS + 1)})
        at = {count: limits(self.share, count) for count in counts}

        def path(name: str) -> str:
            return " ".join(
                f"{percent(count, top)},{_height(getattr(at[count], name))}" for count in counts
            )

        middle = f"0,{_height(self.share)} 100,{_height(self.share)}"
        return [
            Curve(1, f"Those compared, together: {_in_percent(self.share)}", (middle,)),
            Curve(2, "95% limits", (path("low"), path("high"))),
            Curve(3, "99.8% limits", (path("lowest"), path("highest"))),
        ]

    @property
    def dots(self) -> list[Dot]:
        top = self.axis.top
        dots = []
        for case in self.cases:
            x, outside = percent(case.many, top), _outside(case, self.limits_of(case))
            label = (case.short or case.label) if outside else ""
            anchor = "end" if x > 50 else "start"
            dots.append(Dot(x, _height(case.share), outside + 1, label, anchor))
        return dots

    @property
    def described(self) -> str:
        """The plot in words: the share of those compared, and who is outside the limits."""
        count, outside = len(self.cases), self.outside
        summary = f"{count} compared. Together: {_in_percent(self.share)}. "
        if not outside:
            return f"{summary}All are within the limits."
        places = (f"{label}: {where[0].lower()}{where[1:]}." for label, where in outside)
        return summary + " ".join(places)

    @property
    def outside(self) -> list[tuple[str, str]]:
        """Each label outside the limits, with where it is."""
        placed = [(case.label, self.where(case)) for case in self.cases]
        return [(label, where) for label, where in placed if where != AS_EXPECTED]

    def where(self, case: Case) -> str:
        """Return where a case is, compared with the limits for its number of records."""
        at = self.limits_of(case)
        outside = _outside(case, at)
        if not outside:
            return AS_EXPECTED
        side = "Above" if case.share > self.share else "Below"
        return f"{side} the {'99.8%' if outside == 2 else '95%'} limits"

    @property
    def headings(self) -> list[str]:
        return [
            self.heading,
            self.many[:1].upper() + self.many[1:],
            "Share",
            "95% limits",
            "Compared",
        ]

    @property
    def rows(self) -> list[list[str]]:
        """The rows of the table."""
        drawn = [
            [case.label, f"{case.numerator:,} of {case.many:,}", _in_percent(case.share),
             *(("", "Not compared") if self.is_empty
               else (_span(self.limits_of(case)), self.where(case)))]
            for case in self.cases
        ]  # fmt: skip
        return drawn + [[label, why, "", "", "Not compared"] for label, why in self.aside]

    def limits_of(self, case: Case) -> Limits:
        """Return the limits for a case's number of records."""
        return limits(self.share, case.many)


def _outside(case: Case, limits: Limits) -> int:
    """Return 2 outside the 99.8 % limits, 1 outside the 95 % limits, or 0."""
    if not limits.lowest <= case.share <= limits.highest:
        return 2
    return int(not limits.low <= case.share <= limits.high)


def _height(share: float) -> float:
    """Return a share as percent from the top."""
    return round(100 - 100 * share, 2)


def _in_percent(share: float) -> str:
    return f"{round(100 * share)}%"


def _span(limits: Limits) -> str:
    return f"{_in_percent(limits.low)} to {_in_percent(limits.high)}"
