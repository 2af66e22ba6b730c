"""Read one dated block of the register's bracket markup, from [on] to [/on]. Pure."""

import re

from broadhurst.capabilities.inspectorate_register.rules.dates import date_at_start
from broadhurst.capabilities.inspectorate_register.rules.parts import (
    TAG,
    Update,
    status_of,
    unknown_status,
)

_SPACE = re.compile(r"\s*")
NO_END = "This [on] has no [/on] before the next one."
NO_DATE = "Enter a date after [on], like 3rd March 2017."
NO_ITEM = "This date has no status and no comment."
OUTSIDE = "These words are outside [status] and [comment]."


class Unreadable(ValueError):
    """Raised for a block that cannot be read. The message says why."""


def read_block(text: str, line: int) -> list[Update]:
    """Return the updates of a block in their order; raise Unreadable.

    A status and the comment after it are one update, as in the register's plain lines.
    """
    tags = list(TAG.finditer(text))
    if not tags[-1]["end"] or tags[-1]["name"].lower() != "on":
        raise Unreadable(NO_END)
    inner = text[tags[0].end() : tags[-1].start()]
    start = _end_of_space(inner, 0)
    dated = date_at_start(inner[start:])
    if dated is None or dated.on is None:
        raise Unreadable(dated.problem if dated else NO_DATE)
    written, updates = inner[start : start + dated.end], list[Update]()
    for name, words in _items(inner[start + dated.end :]):
        if name == "comment" and updates and not updates[-1].lines:
            updates[-1].lines.append(words)
            continue
        status = status_of(words) if name == "status" else ""
        if name == "status" and not status:
            raise Unreadable(unknown_status(words))
        as_written = f"{written} {words.strip()}".strip() if name == "status" else written
        comment = [words] if name == "comment" else []
        updates.append(Update(line, as_written, dated.on, status, comment))
        written = ""
    if not any(update.status or update.text for update in updates):
        raise Unreadable(NO_ITEM)
    return [update for update in updates if update.status or update.text or update.written]


def _items(text: str) -> list[tuple[str, str]]:
    """Return the statuses and comments of a block as pairs of a tag's name and its content."""
    items, place = [], _end_of_space(text, 0)
    while place < len(text):
        opening = TAG.match(text, place)
        if opening is None or opening["end"]:
            raise Unreadable(OUTSIDE)
        closing, name = TAG.search(text, opening.end()), opening["name"].lower()
        if closing is None or not closing["end"] or closing["name"].lower() != name:
            raise Unreadable(f"This [{name}] has no [/{name}], or has another tag inside it.")
        items.append((name, text[opening.end() : closing.start()]))
        place = _end_of_space(text, closing.end())
    return items


def _end_of_space(text: str, start: int) -> int:
    match = _SPACE.match(text, start)
    return match.end() if match else start
