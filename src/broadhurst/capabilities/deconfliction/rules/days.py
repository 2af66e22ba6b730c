"""Parse dates of birth, day first, to ISO text that may be partial."""

from datetime import date

from broadhurst_linkage.normalise.day import (
    NO_MONTH,
    Parts,
    month_of,
    number_of,
    parts_of,
)

OLDEST = 1900
SHORTER = " A year, or a month and year, is enough."
HOW = f"Write the day first, like 27/03/1988.{SHORTER}"


class NoDate(ValueError):
    """The text is not a date; the message says what is wrong with it."""


def born(text: str, today: date) -> str:
    """Return "1988-03-27", "1988-03" or "1988". Raises NoDate, also for a future day."""
    parts = parts_of(text)
    if parts is None:
        raise NoDate(f"“{text}” is not a date. {HOW}")
    return _checked(parts, text, today)


def _checked(parts: Parts, text: str, today: date) -> str:
    """Return the ISO text of the parts, if it is a real day and not in the future."""
    year = _year(parts.year, today)
    month, day = month_of(parts.month), number_of(parts.day)
    if month == NO_MONTH:
        raise NoDate(f"“{text}” is not a date. {HOW}")
    if month > 12:
        raise NoDate(f"“{text}”: {month} is not a month. {HOW}")
    if not month:
        day = 0
    try:
        first = date(year, month or 1, day or 1)
    except ValueError as no_such_day:
        raise NoDate(f"“{text}” is not a real date. {HOW}") from no_such_day
    if year < OLDEST or first > today:
        raise NoDate(f"“{text}” cannot be a date of birth. {HOW}")
    return "-".join(filter(None, (str(year), f"{month:02}" if month else "", _two(day))))


def _two(day: int) -> str:
    return f"{day:02}" if day else ""


def _year(text: str, today: date) -> int:
    """Return the year; two digits mean the latest such year that has begun."""
    year = int(text)
    if len(text) == 4:
        return year
    century = today.year // 100 * 100
    return century + year if century + year <= today.year else century - 100 + year
