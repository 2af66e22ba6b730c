"""The months of a trend."""

from datetime import date, timedelta


def months_to(as_of: date, month_count: int) -> list[tuple[date, date]]:
    """Return the first and last days of a number of months. The last month ends on `as_of`."""
    periods = [(as_of.replace(day=1), as_of)]
    while len(periods) < month_count:
        last = periods[0][0] - timedelta(days=1)
        periods.insert(0, (last.replace(day=1), last))
    return periods


def year_before(day: date) -> date:
    """Return the first day of the year that ends with this day."""
    return day - timedelta(days=364)
