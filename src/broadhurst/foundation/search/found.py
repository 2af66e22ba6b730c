"""The kinds of record that search finds, and how each room describes its own."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from textwrap import shorten

from broadhurst.foundation.access.actor import Actor


@dataclass(frozen=True)
class Found:
    """A record that was found: its name and reference, a line about it, and its page.

    `suggests` is the name to suggest if the search was mistyped. Without `href` the record has no
    page that this reader may open.
    """

    record_id: int
    title: str
    ref: str
    context: str
    href: str = ""
    suggests: str = ""


@dataclass(frozen=True)
class Kind:
    """A kind of record that search finds, and the query that reads its rows.

    `read` gets ids and reads the rows behind row-level security, as the room's own list does.
    """

    key: str
    title: str
    read: Callable[[Actor, Sequence[int]], Iterable[Found]]


def in_short(text: str) -> str:
    """Return the beginning of a text, as a result shows it."""
    return shorten(text, 120, placeholder="…")
