"""Work out the last day that a report's wording of a deadline allows."""

import calendar
import re
from datetime import date, timedelta

MONTHS = {name.lower(): number for number, name in enumerate(calendar.month_name) if name}
MONTHS |= {name.lower(): number for number, name in enumerate(calendar.month_abbr) if name}
MONTHS["sept"] = 9
NUMBERS = {
    word: number
    for number, word in enumerate(
        ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
         "twelve"),
        start=1,
    )
}  # fmt: skip
MONTH, YEAR = "|".join(MONTHS), r"(?:19|20)\d\d"
NAMED_DAY = re.compile(rf"(\d{{1,2}})(?:st|nd|rd|th)? ({MONTH}) ({YEAR})")
SHORT_DAY = re.compile(rf"(\d{{1,2}})[/.](\d{{1,2}})[/.]({YEAR})")
ISO_DAY = re.compile(rf"({YEAR})-(\d{{1,2}})-(\d{{1,2}})")
WHOLE_MONTH = re.compile(rf"(?:the )?(?:end of )?({MONTH}) ({YEAR})")
WHOLE_YEAR = re.compile(rf"(?:the )?end of ({YEAR})")
AT_ONCE = re.compile(r"immediately|with immediate effect|at once")
WITHIN = re.compile(
    rf"(?:in|within) (?:the next )?(\d{{1,3}}|{'|'.join(NUMBERS)}) (day|week|month|year)s?"
    r"(?: (?:of|from|after) (?:the )?(?:date of )?(?:publication|this report|report)"
    r"(?: of (?:this|the) report)?)?"
)
BEFORE_IT = re.compile(r"^(?:by|no later than|not later than|on or before|due|on)\s+")
NOT_A_DATE = "“{}” is not a date. Check the day and the month."


def last_day(words: str, published_on: date, *, day_known: bool = True) -> date | None:
    """Return the last day that a deadline allows, or None if its words name no day.

    A month ends on its last day. “Immediately” is the day of publication, and “within six months”
    counts from it. If only the month of publication is known, months are counted to the end of
    theirs, and days and weeks are not counted. Raises ValueError for a date that does not exist.
    """
    text = BEFORE_IT.sub("", " ".join(words.lower().strip(" .").split()))
    named = _named(text, words)
    if named is not None:
        return named
    if AT_ONCE.fullmatch(text):
        return published_on if day_known else None
    if match := WITHIN.fullmatch(text):
        count = NUMBERS.get(match[1]) or int(match[1])
        return _later(published_on, count, match[2], day_known=day_known)
    return None


def _named(text: str, words: str) -> date | None:
    """Return the day that a text names by its date, its month or its year."""
    try:
        if match := NAMED_DAY.fullmatch(text):
            return date(int(match[3]), MONTHS[match[2]], int(match[1]))
        if match := SHORT_DAY.fullmatch(text):
            return date(int(match[3]), int(match[2]), int(match[1]))
        if match := ISO_DAY.fullmatch(text):
            return date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        raise ValueError(NOT_A_DATE.format(words.strip())) from None
    if match := WHOLE_MONTH.fullmatch(text):
        return _month_end(int(match[2]), MONTHS[match[1]])
    if match := WHOLE_YEAR.fullmatch(text):
        return date(int(match[1]), 12, 31)
    return None


def _later(start: date, count: int, unit: str, *, day_known: bool) -> date | None:
    if unit in ("day", "week"):
        return start + timedelta(days=count * (7 if unit == "week" else 1)) if day_known else None
    months = start.month - 1 + count * (12 if unit == "year" else 1)
    end = _month_end(start.year + months // 12, months % 12 + 1)
    return end.replace(day=min(start.day, end.day)) if day_known else end


def _month_end(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])
