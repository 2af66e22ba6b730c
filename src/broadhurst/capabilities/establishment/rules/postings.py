"""Rules on the first and last day of a posting. Pure."""

from dataclasses import dataclass
from datetime import date
from typing import Protocol


class Span(Protocol):
    """A row that is in force for a span of days."""

    @property
    def from_on(self) -> date:
        """The first day."""

    @property
    def until_on(self) -> date | None:
        """The first day after it ends."""


@dataclass(frozen=True)
class Days:
    """The days of a row that is not stored yet."""

    from_on: date
    until_on: date | None = None


def objections_to_post(unit: Span, *, from_on: date, until_on: date | None) -> list[str]:
    """A posting begins and ends while its unit is open."""
    objections = []
    if until_on is not None and until_on <= from_on:
        objections.append("The posting ends before it begins. Enter a later end.")
    if from_on < unit.from_on:
        objections.append(
            f"The unit opens on {unit.from_on:%d %B %Y}. Start the posting on that day or later."
        )
    if unit.until_on is not None and from_on >= unit.until_on:
        objections.append(f"The unit closed on {unit.until_on:%d %B %Y}.")
    elif unit.until_on is not None and (until_on is None or until_on > unit.until_on):
        objections.append(
            f"The unit closes on {unit.until_on:%d %B %Y}. End the posting on that day or earlier."
        )
    return objections


def objections_to_end_posting(posting: Span, *, until_on: date, today: date) -> list[str]:
    """A posting ends earlier than planned, but not before it began or in the past."""
    if posting.until_on is not None and posting.until_on <= until_on:
        return [f"This posting already ends on {posting.until_on:%d %B %Y}."]
    if until_on < posting.from_on:
        return [f"The posting begins on {posting.from_on:%d %B %Y}. End it on that day or later."]
    if until_on < today:
        return ["A posting cannot end in the past. Enter today to end it at once, or a later day."]
    return []
