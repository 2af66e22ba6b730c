"""Read the glossary terms from `docs/glossary.md`, the only place that defines them."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.utils.safestring import SafeString, mark_safe
from django.utils.text import slugify

from broadhurst.foundation.doors import markdown
from broadhurst.foundation.doors.markdown import WEB_LINKS

# An installed package has a copy beside this module (pyproject.toml); a checkout has the original.
COPY = Path(__file__).with_name("glossary.md")
SOURCE = Path(__file__).parents[4] / "docs" / "glossary.md"
ROW = re.compile(r"^\| (\*\*.+?) \| (.+) \|$")


@dataclass(frozen=True)
class Word:
    """A word and its meaning. `anchor` is its place on the page of the glossary."""

    word: str
    anchor: str
    meaning: SafeString


@dataclass(frozen=True)
class Section:
    """The words of one subject, or the sources, which are text."""

    title: str
    words: tuple[Word, ...]
    text: SafeString


@cache
def glossary() -> tuple[Section, ...]:
    """Return the sections of the glossary, in its order."""
    text = (COPY if COPY.exists() else SOURCE).read_text("utf-8")
    _, *sections = re.split(r"^## ", text, flags=re.MULTILINE)
    taken: set[str] = set()
    return tuple(_section(section, taken) for section in sections)


def _section(text: str, taken: set[str]) -> Section:
    title, _, body = text.partition("\n")
    rows = [match.groups() for line in body.splitlines() if (match := ROW.match(line))]
    words = tuple(_word(term, meaning, taken) for term, meaning in rows)
    return Section(title.strip(), words, _as_html("" if words else body))


def _word(term: str, meaning: str, taken: set[str]) -> Word:
    """Return a word. The second of two equal words has a number at the end of its anchor."""
    word = term.replace("**", "")
    anchor = name = slugify(word)
    number = 2
    while anchor in taken:
        anchor, number = f"{name}-{number}", number + 1
    taken.add(anchor)
    return Word(word, anchor, _without_paragraph(_as_html(meaning)))


def _without_paragraph(meaning: str) -> SafeString:
    """Return a meaning without its paragraph, so that it begins on the line of its word."""
    # Safe, because it is a part of what `_as_html` made.
    return mark_safe(meaning.strip().removeprefix("<p>").removesuffix("</p>"))  # noqa: S308


def _as_html(text: str) -> SafeString:
    # Safe, because the tokens have no raw markup or foreign attributes, and all text is escaped.
    return mark_safe(markdown.html(markdown.tokens(text, 2, WEB_LINKS)))  # noqa: S308
