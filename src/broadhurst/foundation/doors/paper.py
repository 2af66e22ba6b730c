"""Write a record as Markdown for a document, with typed text as plain words.

A document is made once for each text, so the text has no time of day of its own making.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from django.conf import settings
from django.utils.module_loading import import_string

from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.doors.letters import Letter
from broadhurst.foundation.govuk.words import day

MARKING = "OFFICIAL-SENSITIVE"
# Punctuation that Markdown would read. Typed words stay as they were typed.
MARKUP = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|~&:@/])")


def plain(text: object) -> str:
    """Return a text on one line, so that no character of it is markup."""
    return MARKUP.sub(r"\\\1", " ".join(str(text).split()))


def labelled(label: str, text: object) -> str:
    """Return a paragraph that begins with its label in bold."""
    return f"**{plain(label)}:** {plain(text)}"


def facts(rows: Iterable[tuple[str, object]]) -> Iterator[str]:
    """Yield a labelled paragraph for each fact that has a text."""
    for label, text in rows:
        if text:
            yield labelled(label, text)


def paragraphs(text: str) -> Iterator[str]:
    """Yield a paragraph for each line that was typed."""
    yield from (plain(line) for line in text.splitlines() if line.strip())


def heading(text: object, level: int = 2, href: str = "") -> str:
    """Return a heading. The title of a document has level 1.

    With an address of this site, it is a link on a page. On paper its words stay.
    """
    words = f"[{plain(text)}]({href})" if href else plain(text)
    return f"{'#' * level} {words}"


def table(heads: Sequence[str], rows: Iterable[Sequence[object]], none: str) -> str:
    """Return a table, or the sentence `none` if it has no row."""
    lines = [_row(row) for row in rows]
    if not lines:
        return plain(none)
    return "\n".join([_row(heads), "|" + " --- |" * len(heads), *lines])


def section(
    title: str, heads: Sequence[str], rows: Iterable[Sequence[object]], none: str
) -> Iterator[str]:
    """Yield a heading, and its table or the sentence `none`."""
    yield heading(title)
    yield table(heads, rows, none)


def _row(cells: Sequence[object]) -> str:
    return "| " + " | ".join(plain(cell) for cell in cells) + " |"


def copy_for(actor: Actor, title: str, parts: Iterable[str]) -> Letter:
    """Return a copy of a record as its reader sees it today, with the marking on each page."""
    who_and_when = f"As {actor.officer.name}, {actor.unit.name}, sees it on {day(clock.today())}."
    return Letter(
        markdown="\n\n".join([heading(title, 1), plain(who_and_when), *parts]),
        title=title,
        sender=f"{actor.unit.name}\n{actor.agency.name}",
        recipient="",
        dated=clock.today(),
        marking=MARKING,
    )


def files_of(row: Any) -> list[str]:
    """Return the section that lists the files of a record, or nothing if it has none."""
    listed: Callable[[Any], list[str]] = import_string(settings.FILES_ON_PAPER)
    return listed(row)
