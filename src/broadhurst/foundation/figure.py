"""A figure: a value with the records behind it, so that nobody has to be believed."""

from dataclasses import dataclass, field
from datetime import date


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
