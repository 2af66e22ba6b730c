"""Reads an entry of the inspectorate's public register: a dated trail of statuses and comments.

The register was published in two renderings: bracket markup, and plain lines.
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
    """One act of the inspectorate: a status, or a comment in its own words."""

    acted_on: date
    status: str
    text: str


class Unreadable(ValueError):
    """An entry that does not read as the register writes; the message says what is wrong."""


def read_entry(text: str) -> list[Entry]:
    """The acts of one entry, in the register's order. What stands before the trail is left out."""
    entries = list(_from_brackets(text) if "[on]" in text else _from_lines(text))
    if not entries:
        raise Unreadable("No dated status or comment was found in this entry.")
    return entries


def _from_brackets(text: str) -> Iterator[Entry]:
    for found in _BRACKETS.finditer(text):
        yield _entry(found, found["text"] or "")


def _from_lines(text: str) -> Iterator[Entry]:
    begun: re.Match[str] | None = None
    said: list[str] = []
    for line in text.splitlines():
        if found := _LINE.fullmatch(line.strip()):
            if begun:
                yield _entry(begun, "\n".join(said))
            begun, said = found, []
        else:
            said.append(line)
    if begun:
        yield _entry(begun, "\n".join(said))


def _entry(found: re.Match[str], text: str) -> Entry:
    day, month, year = found[1], found[2], found[3]
    status = (found["status"] or "").strip().replace("-", "_")
    if status and status not in STATUSES:
        raise Unreadable(f"The register's status “{status}” is not known here.")
    try:
        on = date(int(year), [*month_name].index(month), int(day))
    except ValueError as bad:
        raise Unreadable(f"“{day} {month} {year}” is not a day.") from bad
    return Entry(on, status, text.strip())
