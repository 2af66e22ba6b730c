"""Find dates that can be read in two ways."""

from collections.abc import Iterable
from datetime import date

from broadhurst_linkage.normalise.day import month_of, number_of, parts_of

WHOLE = "“{}” is not a whole date. Write the day, month and year, like 27/03/1988."
CENTURY = "“{}” could be 19{} or 20{}. Write the year with four digits, like 27/03/1988."
MONTH_FIRST = (
    "“{}” could have the month first, as another date in this column has. Write the month as a "
    "word, like 3 April 1988."
)


def has_month_first(texts: Iterable[str]) -> bool:
    """Return whether a date of the column is only valid with the month first: 12/25/1988."""
    parts = (parts_of(text) for text in texts)
    return any(
        part is not None
        and part.form
        and month_of(part.month) > 12
        and 1 <= number_of(part.day) <= 12
        for part in parts
    )


def objection_to_date(text: str, today: date, *, month_first: bool) -> str:
    """Return why a date can be read in two ways, or "" if it can be read in one."""
    parts = parts_of(text)
    if parts is None:
        return ""
    if len(parts.year) == 2 and int(parts.year) <= today.year % 100:
        return CENTURY.format(text, parts.year, parts.year)
    month, day = number_of(parts.month), number_of(parts.day)
    if month_first and parts.form and month != day and 1 <= day <= 12 and 1 <= month <= 12:
        return MONTH_FIRST.format(text)
    return ""
