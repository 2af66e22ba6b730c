"""A figure: a value with the records behind it, so that nobody has to be believed."""

import re
from dataclasses import dataclass, field
from datetime import date

SMALL = ("none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


def noun(value: float | int | None, unit: str) -> str:
    """The unit as it follows a value: 1 transfer, 2 bodies."""
    return re.sub(r"s$", "", re.sub(r"ies$", "y", unit)) if value == 1 else unit


def amount(value: float | int | None, unit: str) -> str:
    """A value with its unit: none, one transfer, 12 transfers, 97 per cent, £4,000."""
    if value is None:
        return "not known"
    if unit == "per cent":
        return f"{value:,} per cent"
    if unit == "pounds":
        return f"£{value:,}"
    if value == 0:
        return "none"
    said = SMALL[int(value)] if value in range(1, 10) else f"{value:,}"
    return f"{said} {noun(value, unit)}".strip()


@dataclass(frozen=True)
class Record:
    """One record behind a figure: an opaque reference, words for it, and where to read it."""

    ref: str
    text: str
    href: str


@dataclass(frozen=True)
class Figure:
    """A named value over a period, as it stood at the end of the as-of day.

    `value` counts or measures in `unit`. `records` are those the reader may see, each one click
    away; the value counts exactly these, so a reader with less sight is told a smaller figure and
    `scope` says so.
    """

    name: str
    title: str
    value: int | float | None
    unit: str
    as_of: date
    since: date | None = None
    records: tuple[Record, ...] = field(default=())
    scope: str = "Counted from the records you may see."

    def as_json(self) -> dict[str, object]:
        """The figure as it is frozen into a published answer."""
        return {
            "name": self.name,
            "title": self.title,
            "value": self.value,
            "unit": self.unit,
            "as_of": self.as_of.isoformat(),
            "since": self.since.isoformat() if self.since else None,
            "records": [{"ref": r.ref, "text": r.text, "href": r.href} for r in self.records],
        }
