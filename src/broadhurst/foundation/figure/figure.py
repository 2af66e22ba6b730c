"""Figures, the records they count, and how values are written."""

from dataclasses import dataclass, field
from datetime import date

from broadhurst.foundation.figure.scope import SEEN

MEASURED = ("days", "hours", "kg")


def amount(value: float | int | None, plural: str, singular: str = "") -> str:
    """Return a value with its unit: none, 1 transfer, 12 transfers, 97 per cent, £4,000.

    `plural` is the unit's plural and `singular` its singular, if it has a different one.
    """
    if value is None:
        return "not known"
    if plural == "per cent":
        return f"{value:,} per cent"
    if plural == "pounds":
        return f"£{value:,}"
    if value == 0 and plural not in MEASURED:
        return "none"
    whole = int(value) if value == int(value) else value
    return f"{whole:,} {singular if singular and value == 1 else plural}".strip()


@dataclass(frozen=True)
class Record:
    """A record that a figure counts: its random reference, a description and its URL."""

    ref: str
    text: str
    href: str


@dataclass(frozen=True)
class Figure:
    """A named value at the end of the day `as_of`, counted from `since` if that is given.

    `value` is in `unit` (a plural; `one` is its singular). `scope` says whose records are counted,
    and `method` how. `behind` is the number of records counted, if it may be shown. A percentage
    also has `of`, the plural and singular noun for those records, as in "3 of 8 referrals".
    `numerator` is the 3, if the records were listed to be counted. `hidden` is the text shown in
    place of a suppressed value. `records` are those that the reader may open.
    """

    name: str
    title: str
    value: int | float | None
    unit: str
    as_of: date
    since: date | None = None
    records: tuple[Record, ...] = field(default=())
    scope: str = SEEN.name
    scope_key: str = SEEN.key
    one: str = ""
    method: str = ""
    behind: int | None = None
    numerator: int | None = None
    of: tuple[str, str] = ("", "")
    hidden: str = ""

    @property
    def has_value(self) -> bool:
        """Whether it says something: it is known, and a share is of at least one record."""
        if self.hidden:
            return True
        return self.value is not None and not (self.of[0] and not self.behind)

    @property
    def has_records(self) -> bool:
        """Whether it counts any record. A suppressed value may hide some."""
        return bool(self.hidden or (self.value if self.behind is None else self.behind))

    @property
    def in_words(self) -> str:
        """The value in words, as used in a letter."""
        if self.hidden:
            return self.hidden
        if self.of[0] and not self.behind:
            return f"There are no {self.of[0]} to count"
        if self.of[0] and self.value is not None:
            base = amount(self.behind, *self.of)
            number = amount(self.value, self.unit if self.unit == "per cent" else "")
            return f"{number} of {base}"
        return amount(self.value, self.unit, self.one)

    def as_json(self) -> dict[str, object]:
        """Return the figure as JSON, for evidence and for the API."""
        return {
            "name": self.name,
            "title": self.title,
            "value": self.value,
            "unit": self.unit,
            "in_words": self.in_words,
            "as_of": self.as_of.isoformat(),
            "since": self.since.isoformat() if self.since else None,
            "scope": self.scope,
            "scope_key": self.scope_key,
            "method": self.method,
            "behind": self.behind,
            "records": [{"ref": r.ref, "text": r.text, "href": r.href} for r in self.records],
        }
