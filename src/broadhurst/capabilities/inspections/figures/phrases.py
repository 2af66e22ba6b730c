"""How a letter writes values, periods and texts that people typed."""

import re
from calendar import monthrange
from datetime import date, timedelta

from broadhurst.foundation.govuk.words import day, joined

_MARKUP = re.compile(r"([\\`*_{}\[\]<>#|~!&$^])")
_FENCE = re.compile(r"^([ ]{0,3})([`~]{3})", re.MULTILINE)
_HEADING = re.compile(r"^([ ]{0,3})#{1,6}(?=\s)", re.MULTILINE)
_UNDERLINE = re.compile(r"^[ ]{0,3}(=+|-+)[ ]*$", re.MULTILINE)


def plain(text: str) -> str:
    """Escape text so that none of it is read as Markdown, and put it on one line."""
    return _MARKUP.sub(r"\\\1", " ".join(text.split()))


def typed(markdown: str) -> str:
    """Limit typed Markdown to its own place in the letter.

    Its headings become lower than the letter's own. Fences and tags are escaped, because one left
    open would hide the text after it.
    """
    text = markdown.replace("\r\n", "\n").replace("<", "\\<")
    for pattern, replacement in ((_FENCE, r"\1\\\2"), (_HEADING, r"\1###"), (_UNDERLINE, "")):
        text = pattern.sub(replacement, text)
    return text.strip()


def quoted(text: str) -> str:
    """Return the inspectorate's own words as a Markdown quotation."""
    return f"> {plain(text)}"


def period(since: date | None, as_of: date) -> str:
    """Return a period in words.

    Examples: on 30 March 2021; in the 18 months to 30 March 2021; from 1 May 2020 to 30 March
    2021.
    """
    if since is None:
        return f"on {day(as_of)}"
    eve, morrow = since - timedelta(days=1), as_of + timedelta(days=1)
    for first, last in ((since, as_of), (since, morrow), (eve, as_of)):
        months = (last.year - first.year) * 12 + last.month - first.month
        if last.day == first.day and months > 0:
            span = "month" if months == 1 else f"{months} months"
            return f"in the {span} to {day(as_of)}"
    return f"from {day(since)} to {day(as_of)}"


def between(earlier: date, later: date) -> str:
    """Return the whole years and months between two days, like "5 years and 3 months".

    A month is complete on the same day of the next month, or on its last day if it is shorter.
    Raise ValueError if `later` is before `earlier`.
    """
    if later < earlier:
        raise ValueError("The later day is before the earlier one.")
    months = (later.year - earlier.year) * 12 + later.month - earlier.month
    last_day = monthrange(later.year, later.month)[1]
    if later.day < min(earlier.day, last_day):
        months -= 1
    spans = [(months // 12, "year"), (months % 12, "month")]
    parts = [f"{n} {unit}" if n == 1 else f"{n} {unit}s" for n, unit in spans if n]
    return joined(parts) or "less than a month"
