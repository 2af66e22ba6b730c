"""The scale of bands and bars: marks, lengths in percent, and the values that are drawn."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, TypedDict

from broadhurst.foundation.govuk import words


class Tick(TypedDict):
    """A mark on the scale under a band."""

    x: str
    text: str
    anchor: str


def ticks(start: date, days: int) -> list[Tick]:
    """Return up to six ticks: 1 January of years, or both ends if the band has fewer than two."""
    end = start + timedelta(days=days)
    years = [date(year, 1, 1) for year in range(start.year + 1, end.year + 1)]
    if len(years) < 2:
        return [
            {"x": "0", "text": words.day(start), "anchor": "start"},
            {"x": "100", "text": words.day(end), "anchor": "end"},
        ]
    step = -(-len(years) // 6)
    return [
        {
            "x": percent((first - start).days, days),
            "text": str(first.year),
            "anchor": "end" if (end - first).days * 12 < days else "middle",
        }
        for first in years[::step]
    ]


def percent(part: float, whole: float) -> str:
    """Return a part of a whole in percent, with two decimals."""
    return f"{100 * part / whole:.2f}" if whole else "0"


def value_of(row: Any, name: str) -> Any:
    """Return what a mapping or an object has by a name."""
    return row.get(name) if isinstance(row, Mapping) else getattr(row, name, None)
