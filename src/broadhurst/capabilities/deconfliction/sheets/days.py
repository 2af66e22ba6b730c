"""Dates of birth as people write them, day first, to ISO text that may be partial."""

import re
from datetime import date, timedelta

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
EXCEL_BEGINS = date(1899, 12, 30)
OLDEST = 1900
UNKNOWN = r"(?:0{1,2}|\?{1,2}|x{1,2})"
DAY = rf"(\d{{1,2}}|{UNKNOWN})"
GAP = r"[\s./-]+"
NAMED = r"([a-z]{3,9})\.?"
YEAR = r"(\d{4}|\d{2})"
FORMS = (
    ("year", re.compile(r"(?:c(?:irca)?\.? ?)?(\d{4})")),
    ("year month day", re.compile(rf"(\d{{4}})[./-]{DAY}[./-]{DAY}(?:[t ]00:00(?::00)?z?)?")),
    ("year month", re.compile(r"(\d{4})[./-](\d{1,2})")),
    ("day month year", re.compile(rf"{DAY}{GAP}{DAY}{GAP}{YEAR}")),
    ("day month year", re.compile(rf"(\d{{1,2}})(?:st|nd|rd|th)?{GAP}{NAMED},?{GAP}{YEAR}")),
    ("month day year", re.compile(rf"{NAMED}{GAP}(\d{{1,2}})(?:st|nd|rd|th)?,?{GAP}{YEAR}")),
    ("month year", re.compile(r"(\d{1,2})[./-](\d{4})")),
    ("month year", re.compile(rf"{NAMED}{GAP}(\d{{4}})")),
    ("year month day", re.compile(r"((?:19|20)\d\d)(\d\d)(\d\d)")),
    ("day month year", re.compile(r"(\d\d)(\d\d)(\d{4})")),
)
NO_MONTH = 99
SERIAL = re.compile(r"\d{4,5}\.?0*")
HOW = "Write the day first, like 27/03/1988; a year, or a month and a year, will do."


class NoDate(ValueError):
    """The text is no date; the message says what is wrong with it."""


def born(text: str, today: date) -> str:
    """ "1988-03-27", "1988-03" or "1988". Raises NoDate, also for a day that is yet to come."""
    written = text.strip().lower()
    for parts, form in FORMS:
        if found := form.fullmatch(written):
            return _checked(dict(zip(parts.split(), found.groups(), strict=True)), text, today)
    if SERIAL.fullmatch(written):  # a day that a spreadsheet shows as a number
        day = EXCEL_BEGINS + timedelta(days=int(float(written)))
        return _checked({"year": str(day.year), "month": str(day.month), "day": str(day.day)},
                        text, today)  # fmt: skip
    raise NoDate(f"“{text}” is not a date. {HOW}")


def _checked(parts: dict[str, str], text: str, today: date) -> str:
    """The ISO text of the parts, if there is such a day and it has come."""
    year = _year(parts["year"], today)
    month, day = _month(parts.get("month", "")), _number(parts.get("day", ""))
    if month == NO_MONTH:
        raise NoDate(f"“{text}” is not a date. {HOW}")
    if month > 12:
        raise NoDate(f"“{text}”: {month} is not a month. {HOW}")
    if not month:
        day = 0
    try:
        first = date(year, month or 1, day or 1)
    except ValueError as no_such_day:
        raise NoDate(f"“{text}”: there is no such day. {HOW}") from no_such_day
    if year < OLDEST or first > today:
        raise NoDate(f"“{text}” cannot be a date of birth. {HOW}")
    return "-".join(filter(None, (str(year), f"{month:02}" if month else "", _two(day))))


def _two(day: int) -> str:
    return f"{day:02}" if day else ""


def _year(text: str, today: date) -> int:
    """Of two digits, the latest such year that has come."""
    year = int(text)
    if len(text) == 4:
        return year
    century = today.year // 100 * 100
    return century + year if century + year <= today.year else century - 100 + year


def _month(text: str) -> int:
    """1 to 12 of a number or a name; NO_MONTH for a word that is none; 0 if it is not known."""
    if text[:1].isalpha() and text[:3] in MONTHS:
        return MONTHS.index(text[:3]) + 1
    if text.isalpha() and set(text) != {"x"}:
        return NO_MONTH
    return _number(text)


def _number(text: str) -> int:
    return int(text) if text.isdigit() else 0
