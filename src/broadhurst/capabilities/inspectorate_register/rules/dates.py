"""Read the dates of the inspectorate's register, in every form that it uses. Pure."""

import re
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
LIKE_THIS = "Enter it like 3rd March 2017."
CENTURY = 2000  # the register began in 2013, so a year of two digits is in this century
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_DAY = r"(?P<day>\d{1,2})\s*(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>\d{4}(?!\d)|['’]?\d{2}(?!\w))"
_WEEKDAY = r"(?:(?P<weekday>mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s*)?"
_NAMES = (
    *MONTHS, "sept", "january", "february", "march", "april", "june", "july", "august",
    "september", "october", "november", "december",
)  # fmt: skip
_FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"{_WEEKDAY}{_DAY}[,-]?\s*(?:day\s+)?(?:of\s+)?{_MONTH}[,-]?\s*{_YEAR}",
        rf"{_WEEKDAY}{_MONTH}\s*{_DAY},?\s+{_YEAR}",
        rf"{_WEEKDAY}(?P<day>\d{{1,2}})\s?(?P<by>[/.-])\s?(?P<month>\d{{1,2}})\s?(?P=by)\s?{_YEAR}",
        r"(?P<year>\d{4})(?P<by>[/.-])(?P<month>\d{1,2})(?P=by)(?P<day>\d{1,2})(?!\d)",
    )
)
_LIKE_A_MONTH = re.compile(
    rf"{_WEEKDAY}(?:the\s+)?\d{{1,2}}\s*(?:st|nd|rd|th)?[\s,-]*(?:of\s+)?(?P<word>[a-z]{{3,10}})"
    r"\.?(?:[\s,-]+(?P<year>['’]?\d{1,5}))?(?!\w)",
    re.IGNORECASE,
)
_LIKE_NUMBERS = re.compile(r"\d{1,4}(?P<by>[/.-])\d{1,2}(?P=by)\d{1,5}(?!\w)")
_NO_DAY = re.compile(rf"{_MONTH},?\s*(?P<year>\d{{4}})(?!\d)", re.IGNORECASE)


@dataclass(frozen=True)
class Dated:
    """A date at the start of a text. `end` is where it ends; `problem` why it is not a date."""

    on: date | None
    end: int
    problem: str = ""
    is_month: bool = False


def date_at_start(text: str) -> Dated | None:
    """Return the date that a text begins with, or None if it begins with none.

    Numbers have the day first, as the register writes them. A month without its day has a problem:
    an update counts from a day, and no day is guessed.
    """
    for form in _FORMS:
        if match := form.match(text):
            return _day(match)
    if match := _NO_DAY.match(text):
        reason = f"“{match[0]}” has no day. Enter the day too, like 3rd {match[0]}."
        return Dated(None, match.end(), reason, is_month=True)
    return None


def broken_date_at_start(text: str) -> Dated | None:
    """Return the broken date at the start of a text, or None.

    It has a misspelt month, no year, or numbers that are not a date.
    """
    if match := _LIKE_NUMBERS.match(text):
        return Dated(None, match.end(), f"“{match[0]}” is not a date. {LIKE_THIS}")
    match = _LIKE_A_MONTH.match(text)
    if match is None or not get_close_matches(match["word"].lower(), _NAMES, cutoff=0.75):
        return None
    if match["year"] is None:
        reason = f"“{match[0]}” has no year. Enter the year too, like 3rd March 2017."
        return Dated(None, match.end(), reason)
    return Dated(None, match.end(), f"“{match[0]}” is not a date. {LIKE_THIS}")


def _day(match: re.Match[str]) -> Dated:
    year, month, end = int(match["year"].lstrip("'’")), match["month"], match.end()
    number = int(month) if month.isdigit() else MONTHS.index(month[:3].lower()) + 1
    try:
        on = date(year if year >= 100 else CENTURY + year, number, int(match["day"]))
    except ValueError:
        hint = " The day comes before the month." if month.isdigit() else ""
        return Dated(None, end, f"“{match[0]}” is not a day of the calendar.{hint}")
    named = match.groupdict().get("weekday")
    if named and WEEKDAYS[on.weekday()] != named[:3].lower():
        return Dated(None, end, f"“{match[0]}” was not that day of the week. Check the date.")
    return Dated(on, end)
