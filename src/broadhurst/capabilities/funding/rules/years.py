"""Financial years of policing (1 April to 31 March), and money spread over them. Pure.

Days are inclusive: a line from 1 April 2026 to 31 March 2027 covers both days.
"""

from collections.abc import Iterator
from datetime import date, timedelta

DAY = timedelta(days=1)


def year_end(day: date) -> date:
    """Return the 31 March on or after a day: the last day of its financial year."""
    return date(day.year + (day.month > 3), 3, 31)


def year_start(day: date) -> date:
    """Return the 1 April on or before a day: the first day of its financial year."""
    return date(day.year - (day.month < 4), 4, 1)


def year_name(day: date) -> str:
    """Return the name of a day's financial year, like "2026/27"."""
    first = year_start(day).year
    return f"{first}/{(first + 1) % 100:02}"


def pieces(first: date, last: date) -> Iterator[tuple[date, date]]:
    """Yield the parts of a period that lie in one financial year each, in order.

    Nothing is yielded for a period that ends before it begins.
    """
    while first <= last:
        end = min(year_end(first), last)
        yield first, end
        first = end + DAY


def until(pence: int, first: date, last: date, day: date) -> int:
    """Return the pence of a period that fall on its days up to and including `day`.

    Money is spread evenly over the days. Pence are rounded down, so that the parts of a period add
    up to the whole.
    """
    days = (last - first).days + 1
    passed = min(max((day - first).days + 1, 0), days)
    return pence * passed // days


def by_year(pence: int, first: date, last: date, end: date | None = None) -> dict[str, int]:
    """Spread an amount over the financial years of its period, by days. The parts add up to it.

    With `end`, the money stops on that day, and the parts add up to what was paid until then.
    """
    spread, before = {}, 0
    for _, year_end_on in pieces(first, min(last, end or last)):
        so_far = until(pence, first, last, year_end_on)
        spread[year_name(year_end_on)] = so_far - before
        before = so_far
    return spread


def left_after(pence: int, first: date, last: date, day: date) -> int:
    """Return how much of an amount, in pence, falls after `day`."""
    return pence - until(pence, first, last, day)


def notice(confirmed_on: date | None, starts_on: date) -> int | None:
    """Return the days from confirmation to a start; negative if it came after the start.

    None if it is not confirmed.
    """
    return (starts_on - confirmed_on).days if confirmed_on else None
