"""Read dates as people and programs write them, as parts and as ISO text.

A column decides together whether its ambiguous dates have the day or the month first.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from typing import NamedTuple

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
NO_MONTH = 99
EXCEL_BEGINS = date(1899, 12, 30)
UNKNOWN = r"(?:0{1,2}|\?{1,2}|x{1,2})"
DAY = rf"(\d{{1,2}}|{UNKNOWN})"
GAP, GAPS = r"[\s./-]+", r"[\s./-]*"
CLOCK = r"(?:[t ]\d\d?:\d\d(?::\d\d(?:\.\d+)?)?z?)?"
NAMED = r"([a-z]{3,9})\.?"
YEAR = r"(\d{4}|\d{2})"
NUMBERS, DIGITS = "in numbers", "in digits alone"
FORMS = (
    ("year", "", re.compile(r"(?:c(?:irca)?\.? ?)?(\d{4})")),
    ("year month day", "", re.compile(rf"(\d{{4}})[./-]{DAY}[./-]{DAY}{CLOCK}")),
    # Spaces only: in "1988 3/4" either number may be the month.
    ("year month day", "", re.compile(rf"(\d{{4}})\s+{DAY}\s+{DAY}{CLOCK}")),
    ("year month", "", re.compile(rf"(\d{{4}}){GAP}(\d{{1,2}})")),
    ("day month year", NUMBERS, re.compile(rf"{DAY}{GAP}{DAY}{GAP}{YEAR}{CLOCK}")),
    ("day month year", "", re.compile(rf"(\d{{1,2}})(?:st|nd|rd|th)?{GAPS}{NAMED},?{GAPS}{YEAR}")),
    ("month day year", "", re.compile(rf"{NAMED}{GAP}(\d{{1,2}})(?:st|nd|rd|th)?,?{GAP}{YEAR}")),
    ("month year", "", re.compile(rf"(\d{{1,2}}){GAP}(\d{{4}})")),
    ("month year", "", re.compile(rf"{NAMED}{GAP}(\d{{4}})")),
    ("year month day", DIGITS, re.compile(r"((?:19|20)\d\d)(\d\d)(\d\d)(?:t\d{4,6}z?)?")),
    ("day month year", NUMBERS, re.compile(r"(\d\d)(\d\d)(\d{4})")),
)
SERIAL = re.compile(r"\d{5}(?:\.0*)?")
ISO = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")
BEGINS = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?(?!\d)")  # a date, then other text
# A two-digit year up to this is in the 2000s, and a later year in the 1900s. A register holds
# nobody born after 2020 or before 1921.
LAST_YEAR_OF_2000S = 20
CENTURIES = ("15", "16", "17", "18", "19", "20")


class Parts(NamedTuple):
    """The parts of a date as written; an unknown part is empty.

    `form` is empty unless the date can be read in another order. NUMBERS means that day and month
    may be swapped. DIGITS means that the year may come last.
    """

    year: str
    month: str = ""
    day: str = ""
    form: str = ""


def parts_of(text: str) -> Parts | None:
    """Return the parts of a date, day first, or None for another text."""
    written = text.strip().lower()
    for named, form, pattern in FORMS:
        if match := pattern.fullmatch(written):
            return Parts(**dict(zip(named.split(), match.groups(), strict=True)), form=form)
    if SERIAL.fullmatch(written):  # a spreadsheet's serial number of a date
        day = EXCEL_BEGINS + timedelta(days=int(float(written)))
        return Parts(str(day.year), str(day.month), str(day.day))
    return None


def month_of(text: str) -> int:
    """Return 1 to 12 for a number or name, NO_MONTH for any other word, 0 if unknown."""
    if text[:1].isalpha() and text[:3] in MONTHS:
        return MONTHS.index(text[:3]) + 1
    if text.isalpha() and set(text) != {"x"}:
        return NO_MONTH
    return number_of(text)


def number_of(text: str) -> int:
    """Return the number, or 0 if it is unknown."""
    return int(text) if text.isdigit() else 0


def votes(texts: Iterable[str], counts: Iterable[int]) -> Counter[str]:
    """Count the evidence for reading a column's dates the other way round.

    A date that is valid only the other way round counts 1, and a date that is valid only as
    written counts -1. Add up the parts of a long column with `update`.
    """
    totals: Counter[str] = Counter()
    for text, count in zip(texts, counts, strict=True):
        parts = None if ISO.fullmatch(text) else parts_of(text)
        if parts and parts.form:
            totals[parts.form] += count * (_is_day(TURNED[parts.form](parts)) - _is_day(parts))
    return totals


def iso(text: str, column_votes: Counter[str]) -> str:
    """Return a date of a column as ISO text, or "" if it is not a date.

    `column_votes` come from `votes`. An ambiguous date is read the way that most of the column
    must be read. A date that is valid only one way is read that way. An impossible date
    ("31 13 1988") is kept, because it can still be compared.
    """
    if ISO.fullmatch(text):
        return text
    parts = parts_of(text)
    if not parts:
        begins = BEGINS.match(text.strip())
        return begins.group() if begins else ""
    if parts.form:
        turned = TURNED[parts.form](parts)
        is_ambiguous = _is_day(parts) == _is_day(turned)
        is_turned = column_votes[parts.form] > 0 if is_ambiguous else _is_day(turned)
        parts = turned if is_turned else parts
    month, day = month_of(parts.month), number_of(parts.day)
    year = parts.year
    if len(year) == 2:
        year = f"{20 if int(year) <= LAST_YEAR_OF_2000S else 19}{year}"
    if not month or month == NO_MONTH or (month > 12 and not parts.day):
        return year
    return f"{year}-{month:02}-{day:02}" if day else f"{year}-{month:02}"


def _month_first(parts: Parts) -> Parts:
    return parts._replace(month=parts.day, day=parts.month)


def _year_last(parts: Parts) -> Parts:
    digits = parts.year + parts.month + parts.day
    return parts._replace(year=digits[4:], month=digits[2:4], day=digits[:2])


TURNED: dict[str, Callable[[Parts], Parts]] = {NUMBERS: _month_first, DIGITS: _year_last}


def _is_day(parts: Parts) -> bool:
    is_year = len(parts.year) == 2 or parts.year[:2] in CENTURIES
    return is_year and month_of(parts.month) <= 12 and number_of(parts.day) <= 31
