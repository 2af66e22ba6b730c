"""A figure, a record behind it, and how values are written."""

from dataclasses import dataclass, field
from datetime import date

from broadhurst.foundation.figure.scope import SEEN

MEASURED = ("days", "hours", "kg")


def amount(value: float | int | None, many: str, one: str = "") -> str:
    """A value with its unit: none, 1 transfer, 12 transfers, 97 per cent, £4,000.

    `many` is the unit's plural and `one` its singular; without `one` the unit has no other form.
    """
    if value is None:
        return "not known"
    if many == "per cent":
        return f"{value:,} per cent"
    if many == "pounds":
        return f"£{value:,}"
    if value == 0 and many not in MEASURED:
        return "none"
    whole = int(value) if value == int(value) else value
    return f"{whole:,} {one if one and value == 1 else many}".strip()


@dataclass(frozen=True)
class Record:
    """One record behind a figure: an opaque reference, words for it, and where to read it."""

    ref: str
    text: str
    href: str


@dataclass(frozen=True)
class Figure:
    """A named value over a period, as it stood at the end of the as-of day.

    `value` counts or measures in `unit` (its singular is `one`). `scope` says whose records are
    counted and `method` how. `behind` is the number of records counted, where it may be told, and
    `of` is what they are called where the value is a share of them (plural, singular). `hidden`
    is said in place of a value that is kept back. `records` are those the reader may open.
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
    of: tuple[str, str] = ("", "")
    hidden: str = ""

    @property
    def has_value(self) -> bool:
        """Whether it says something: it is known, and a share is of at least one record."""
        if self.hidden:
            return True
        return self.value is not None and not (self.of[0] and not self.behind)

    @property
    def said(self) -> str:
        """The value in words, as a letter writes it."""
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
        """The figure as it is kept as evidence and sent to a program."""
        return {
            "name": self.name,
            "title": self.title,
            "value": self.value,
            "unit": self.unit,
            "said": self.said,
            "as_of": self.as_of.isoformat(),
            "since": self.since.isoformat() if self.since else None,
            "scope": self.scope,
            "scope_key": self.scope_key,
            "method": self.method,
            "behind": self.behind,
            "records": [{"ref": r.ref, "text": r.text, "href": r.href} for r in self.records],
        }
