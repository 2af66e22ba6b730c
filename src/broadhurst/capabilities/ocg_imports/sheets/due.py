"""Parse the due date of an action, day first."""

from datetime import date

from broadhurst_linkage.normalise.day import month_of, number_of, parts_of

HOW = "“{}” is not a date. Write the day, month and year, like 27/03/2027."


def due_day(text: str) -> date | None:
    """Return the day of a text, or None. A year of two digits is of this century."""
    parts = parts_of(text)
    if parts is None:
        return None
    year = int(parts.year) + (2000 if len(parts.year) == 2 else 0)
    try:
        return date(year, month_of(parts.month), number_of(parts.day))
    except ValueError:
        return None
