"""Documents are made between transactions, each within a time limit.

Making a PDF takes a second or more, and a request holds its locks until its transaction ends. So a
request that asks for a document which is not made yet stops there with `NotMadeYet`. The wall
middleware undoes the transaction, makes the document, and runs the request again, which now finds
it. If the text has changed meanwhile, the new text is made: what is frozen is what was made of it.

At the terminal and in jobs a document is made at once.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, TypeVar

from django.conf import settings

from broadhurst.foundation.doors import deadline

Document = TypeVar("Document")
TOO_LONG = (
    "The document took too long to make. Try again. If it happens again, make the text shorter."
)


class CannotRender(ValueError):
    """A text that has no such form; the message says what to change."""


class NotMadeYet(Exception):
    """A request asked for a document that must be made first, outside its transaction."""

    def __init__(self, make: Callable[..., Any], given: tuple[Any, ...]) -> None:
        super().__init__(make.__name__)
        self.key = (make, given)

    def make(self) -> None:
        """Make the document, or keep why it cannot be made."""
        make, given = self.key
        made = _made.get()
        if made is None:
            raise LookupError("Documents are made ahead only between transactions.")
        try:
            made[self.key] = make(*given)
        except CannotRender as cannot:
            made[self.key] = cannot


_made: ContextVar[dict[Any, Any] | None] = ContextVar("broadhurst_documents", default=None)


@contextmanager
def between_transactions() -> Iterator[None]:
    """Keep what is made for one request until the request has ended."""
    token = _made.set({})
    try:
        yield
    finally:
        _made.reset(token)


def rendered(make: Callable[..., Document], *given: Any) -> Document:
    """A document, made of what is given and of nothing else."""
    made = _made.get()
    if made is None:
        return make(*given)
    if (make, given) not in made:
        raise NotMadeYet(make, given)
    found = made[make, given]
    if isinstance(found, CannotRender):
        raise found
    document: Document = found
    return document


def seconds_left() -> float:
    """How long one step of rendering may take now; raises CannotRender if there is no time."""
    limit: float = settings.RENDER_SECONDS
    request = deadline.current()
    if request is None:
        return limit
    if request.has_passed:
        raise CannotRender(TOO_LONG)
    return min(limit, request.left)
