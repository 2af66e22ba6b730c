"""Format dates, times, money and deadlines, the same for pages, letters and the terminal."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from broadhurst.foundation import clock


def london_day(when: date | datetime) -> date:
    """Return the London day of an instant; a date is returned as it is."""
    return when.astimezone(clock.LONDON).date() if isinstance(when, datetime) else when


def day(when: date | datetime) -> str:
    """27 March 2026."""
    then = london_day(when)
    return f"{then.day} {then:%B %Y}"


def time_of_day(when: datetime) -> str:
    """3:04pm in London. Midday and midnight are words, because 12am and 12pm are misread.

    In the hour that happens twice, when the clocks go back, the zone is added: 1:30am BST.
    """
    then = when.astimezone(clock.LONDON)
    named = {(0, 0): "midnight", (12, 0): "midday"}.get((then.hour, then.minute))
    zone = f" {then:%Z}" if clock.comes_twice(then) else ""
    return named or f"{then.hour % 12 or 12}:{then:%M}{'am' if then.hour < 12 else 'pm'}{zone}"


def moment(when: datetime) -> str:
    """27 March 2026 at 3:04pm, in London."""
    return f"{day(when)} at {time_of_day(when)}"


def last_day(ends_at: datetime) -> str:
    """Return the last day of something that ends at an instant; for midnight, the day before."""
    return day(ends_at - timedelta(microseconds=1))


def when(at: date | datetime) -> str:
    """Format a datetime as day and time, and a date as a day."""
    return moment(at) if isinstance(at, datetime) else day(at)


def pounds(pence: int) -> str:
    """£1,234.50, or £1,234 if there are no pence; a minus goes before the pound sign."""
    whole, odd = divmod(abs(pence), 100)
    return f"{'-' if pence < 0 else ''}£{whole:,}" + (f".{odd:02}" if odd else "")


def count(number: int, noun: str, nouns: str = "") -> str:
    """1 day, 2 days. `nouns` is a plural that does not just end in s."""
    return f"{number:,} {noun if number == 1 else nouns or f'{noun}s'}"


def joined(words: Sequence[str]) -> str:
    """Join words for a sentence: red, red and blue, or red, blue and green."""
    return " and ".join(filter(None, (", ".join(words[:-1]), *words[-1:])))


def in_sentence(label: str) -> str:
    """Return a label for use within a sentence: "taken on", but "NRM" and "class A drugs"."""
    return label if label[1:2].isupper() else f"{label[:1].lower()}{label[1:]}"


def first_capital(words: str) -> str:
    """Return words with a capital first letter, and the rest unchanged."""
    return f"{words[:1].upper()}{words[1:]}"


A_NIGHT = timedelta(hours=12)  # an instant this close is shown with its time, even past midnight
IN_DAYS = 60  # longer delays and spans are shown in months


def due(on: date | datetime, today: date | datetime | None = None) -> tuple[str, str]:
    """Return the text and colour of a deadline: red if overdue, orange within two days, or grey.

    `today` is the day or instant to count from (default: now). An instant due today or in the same
    night is shown with its time, and is overdue once that time has passed.
    """
    present = today or clock.now()
    days = (london_day(on) - london_day(present)).days
    if isinstance(on, datetime) and isinstance(present, datetime) and abs(on - present) < A_NIGHT:
        if days < 0:
            return f"overdue since yesterday at {time_of_day(on)}", "red"
        if days > 0:
            return f"due tomorrow at {time_of_day(on)}", "orange"
    if days < 0:
        late = f"{count(-days, 'day')} overdue" if -days <= IN_DAYS else f"overdue since {day(on)}"
        return late, "red"
    if days > 0:
        return f"due in {count(days, 'day')}", "orange" if days <= 2 else "grey"
    if isinstance(on, datetime):
        if isinstance(present, datetime) and on < present:
            return f"overdue since {time_of_day(on)}", "red"
        return f"due today at {time_of_day(on)}", "orange"
    return "due today", "orange"


def length(since: date | datetime, until: date | datetime) -> str:
    """Return the time between two days: in days up to 60, then in months, then also in years."""
    start, end = london_day(since), london_day(until)
    if end - start <= timedelta(days=IN_DAYS):
        return count((end - start).days, "day")
    months = (end.year - start.year) * 12 + end.month - start.month - (end.day < start.day)
    years, rest = divmod(months, 12)
    parts = [count(years, "year")] if years else []
    return " ".join(parts + ([count(rest, "month")] if rest else []))
