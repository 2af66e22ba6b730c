"""Days as people and programs write them: the parts of one, and its ISO text among a column's."""

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
    # Spaces alone: of "1988 3/4" nobody knows which is the month.
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
BEGINS = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?(?!\d)")  # of what is written behind a day
# Nobody in a register is so young that the last two digits of their year could be more, or so old
# that they could be of the century before.
LAST_TWO = 20
CENTURIES = ("15", "16", "17", "18", "19", "20")


class Parts(NamedTuple):
    """The parts of a day as they were written; what is not known is empty.

    `form` says whether day and month could be the other way round, or all of it another way.
    """

    year: str
    month: str = ""
    day: str = ""
    form: str = ""


def parts_of(text: str) -> Parts | None:
    """The parts of a day, day first; None of what is none."""
    written = text.strip().lower()
    for named, form, pattern in FORMS:
        if found := pattern.fullmatch(written):
            return Parts(**dict(zip(named.split(), found.groups(), strict=True)), form=form)
    if SERIAL.fullmatch(written):  # a day that a spreadsheet shows as a number
        day = EXCEL_BEGINS + timedelta(days=int(float(written)))
        return Parts(str(day.year), str(day.month), str(day.day))
    return None


def month_of(text: str) -> int:
    """1 to 12 of a number or a name; NO_MONTH for a word that is none; 0 if it is not known."""
    if text[:1].isalpha() and text[:3] in MONTHS:
        return MONTHS.index(text[:3]) + 1
    if text.isalpha() and set(text) != {"x"}:
        return NO_MONTH
    return number_of(text)


def number_of(text: str) -> int:
    """A number; 0 if it is not known."""
    return int(text) if text.isdigit() else 0


def votes(texts: Iterable[str], many: Iterable[int]) -> Counter[str]:
    """By form, how many of a column are days only the other way round, less those only as they are.

    Of a part of the column; the parts' are added up with `update`.
    """
    found: Counter[str] = Counter()
    for text, times in zip(texts, many, strict=True):
        one = None if ISO.fullmatch(text) else parts_of(text)
        if one and one.form:
            found[one.form] += times * (_is_day(TURNED[one.form](one)) - _is_day(one))
    return found


def iso(text: str, found: Counter[str]) -> str:
    """A text of a column with these `votes` as ISO text, empty if it is no day.

    Where more can only be months first than days first, those that may be either are; what is a
    day one way alone is read so. A slip ("31 13 1988") is kept, as it may be compared.
    """
    if ISO.fullmatch(text):
        return text
    one = parts_of(text)
    if not one:
        begun = BEGINS.match(text.strip())
        return begun.group() if begun else ""
    if one.form:
        turned = TURNED[one.form](one)
        is_turned = found[one.form] > 0 if _is_day(one) == _is_day(turned) else _is_day(turned)
        one = turned if is_turned else one
    month, day = month_of(one.month), number_of(one.day)
    year = one.year
    if len(year) == 2:
        year = f"{20 if int(year) <= LAST_TWO else 19}{year}"
    if not month or month == NO_MONTH or (month > 12 and not one.day):
        return year
    return f"{year}-{month:02}-{day:02}" if day else f"{year}-{month:02}"


def _month_first(one: Parts) -> Parts:
    return one._replace(month=one.day, day=one.month)


def _year_last(one: Parts) -> Parts:
    digits = one.year + one.month + one.day
    return one._replace(year=digits[4:], month=digits[2:4], day=digits[:2])


TURNED: dict[str, Callable[[Parts], Parts]] = {NUMBERS: _month_first, DIGITS: _year_last}


def _is_day(one: Parts) -> bool:
    is_year = len(one.year) == 2 or one.year[:2] in CENTURIES
    return is_year and month_of(one.month) <= 12 and number_of(one.day) <= 31
