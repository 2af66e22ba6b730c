"""The content of a cell of a list: the same value for the page and for a download."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString

from broadhurst.foundation import clock
from broadhurst.foundation.govuk import words


@dataclass(frozen=True)
class Link:
    """A link; a reference is set in figures that line up. `about` is for screen readers alone."""

    text: str
    href: str
    is_reference: bool = False
    about: str = ""

    def html(self) -> SafeString:
        about = format_html('<span class="govuk-visually-hidden"> {}</span>', self.about)
        return format_html(
            '<a class="govuk-link{}" href="{}">{}{}</a>',
            " bh-reference" if self.is_reference else "",
            self.href,
            self.text,
            about if self.about else "",
        )

    def text_alone(self) -> str:
        return self.text


@dataclass(frozen=True)
class Tag:
    """A coloured tag, shown with a capital first letter."""

    text: str
    colour: str = ""

    def html(self) -> SafeString:
        kind = f" govuk-tag--{self.colour}" if self.colour else ""
        text = words.first_capital(self.text)
        return format_html('<strong class="govuk-tag{}">{}</strong>', kind, text)

    def text_alone(self) -> str:
        return self.text


@dataclass(frozen=True)
class Muted:
    """Secondary text."""

    text: str

    def html(self) -> SafeString:
        return format_html('<span class="bh-muted">{}</span>', self.text)

    def text_alone(self) -> str:
        return self.text


@dataclass(frozen=True)
class Reference(Muted):
    """A reference after the name that it belongs to, in figures that line up."""

    def html(self) -> SafeString:
        return format_html('<span class="bh-muted bh-reference">{}</span>', self.text)


@dataclass(frozen=True)
class Due:
    """A deadline, with the time left; a download has the date."""

    on: date | datetime

    def html(self) -> SafeString:
        text, colour = words.due(self.on)
        return format_html(
            '<strong class="govuk-tag govuk-tag--{} bh-clock" title="{}">{}</strong>',
            colour,
            words.when(self.on),
            text,
        )

    def text_alone(self) -> str:
        return _written(self.on)


Part = Link | Tag | Muted | Due | str | int | date | datetime | None
Cell = Part | tuple[Part, ...]


def as_html(cell: Cell) -> SafeString:
    """Return a cell for the page; its parts are separated by spaces."""
    parts = cell if isinstance(cell, tuple) else (cell,)
    return SafeString(" ".join(conditional_escape(_shown(p)) for p in parts if p is not None))


def as_value(cell: Cell) -> str | int:
    """Return a cell for a download: a number stays one, a date is 2026-11-27.

    Parts are separated by commas, so that a name does not run into a tag or a reference.
    """
    if isinstance(cell, int) and not isinstance(cell, bool):
        return cell
    if not isinstance(cell, tuple):
        return _written(cell)
    return ", ".join(text for part in cell if (text := _among_others(part)))


def _among_others(part: Part) -> str:
    return f"due {_written(part)}" if isinstance(part, Due) else _written(part)


def _shown(part: Any) -> Any:
    if isinstance(part, date):
        return words.when(part)
    return part.html() if hasattr(part, "html") else part


def _written(part: Any) -> str:
    if part is None:
        return ""
    if isinstance(part, datetime):
        return f"{part.astimezone(clock.LONDON):%Y-%m-%d %H:%M}"
    if isinstance(part, date):
        return part.isoformat()
    return part.text_alone() if hasattr(part, "text_alone") else str(part)
