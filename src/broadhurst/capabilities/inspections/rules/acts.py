"""Read an entry of the inspectorate's public register: statuses and comments.

The register was published in two formats: bracket markup and plain lines.
"""

import re
from calendar import month_name
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

STATUSES = (
    "awaiting_review",
    "being_progressed",
    "complete",
    "superseded",
    "no_further_action_needed",
)

_DAY = r"(\d{1,2})(?:st|nd|rd|th)? ([A-Z][a-z]+) (\d{4})"
_BRACKETS = re.compile(
    rf"\[on\]\s*{_DAY}\s*(?:\[status\](?P<status>.*?)\[/status\])?"
    r"\s*(?:\[comment\](?P<text>.*?)\[/comment\])?\s*\[/on\]",
    re.DOTALL,
)
_LINE = re.compile(rf"{_DAY}(?: (?P<status>[a-z-]+))?")


@dataclass(frozen=True)
class Entry:
    """One update of the inspectorate: a status, or a comment in its own words."""

    acted_on: date
    status: str
    text: str


class Unreadable(ValueError):
    """Raised for an entry in neither of the register's formats.

    The message says what is wrong.
    """


def read_entry(text: str) -> list[Entry]:
    """Return the updates of one entry, in the register's order.

    Text before the first date is left out. Raise Unreadable if no update is found, or if a status
    or a date is unknown.
    """
    entries = list(_from_brackets(text) if "[on]" in text else _from_lines(text))
    if not entries:
        raise Unreadable("No dated status or comment was found in this entry.")
    return entries


def _from_brackets(text: str) -> Iterator[Entry]:
    for match in _BRACKETS.finditer(text):
        yield _entry(match, match["text"] or "")


def _from_lines(text: str) -> Iterator[Entry]:
    current: re.Match[str] | None = None
    comment: list[str] = []
    for line in text.splitlines():
        if match := _LINE.fullmatch(line.strip()):
            if current:
                yield _entry(current, "\n".join(comment))
            current, comment = match, []
        else:
            comment.append(line)
    if current:
        yield _entry(current, "\n".join(comment))


def _entry(match: re.Match[str], text: str) -> Entry:
    day, month, year = match[1], match[2], match[3]
    status = (match["status"] or "").strip().replace("-", "_")
    if status and status not in STATUSES:
        raise Unreadable(f"The register's status “{status}” is not known here.")
    try:
        on = date(int(year), [*month_name].index(month), int(day))
    except ValueError as bad:
        raise Unreadable(f"“{day} {month} {year}” is not a day.") from bad
    return Entry(on, status, text.strip())
