"""Render documents between transactions, each within a time limit.

Making a PDF takes a second or more, and a request holds its locks until its transaction ends. So a
request that needs a document stops with `NotMadeYet`. The wall middleware rolls the transaction
back, makes the document, and runs the request again, which now finds it. If the text has changed
in between, the new text is rendered, so a frozen document always matches its text.

At the terminal and in jobs, documents are made directly.
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
    """A text cannot be rendered in this format. The message says what to change."""


class NotMadeYet(Exception):
    """A request needs a document that must be made first, outside its transaction."""

    def __init__(self, make: Callable[..., Any], arguments: tuple[Any, ...]) -> None:
        super().__init__(make.__name__)
        self.key = (make, arguments)

    def make(self) -> None:
        """Make the document, or store the error that explains why it cannot be made."""
        make, arguments = self.key
        made = _made.get()
        if made is None:
            raise LookupError("Make documents inside `between_transactions`.")
        try:
            made[self.key] = make(*arguments)
        except CannotRender as cannot:
            made[self.key] = cannot


_made: ContextVar[dict[Any, Any] | None] = ContextVar("broadhurst_documents", default=None)


@contextmanager
def between_transactions() -> Iterator[None]:
    """Keep the documents made for a request until the request has ended."""
    token = _made.set({})
    try:
        yield
    finally:
        _made.reset(token)


def rendered(make: Callable[..., Document], *arguments: Any) -> Document:
    """Return a document that `make` makes from its arguments alone.

    In a request, raises NotMadeYet if it is not made yet. Raises CannotRender if it cannot be made.
    """
    documents = _made.get()
    if documents is None:
        return make(*arguments)
    if (make, arguments) not in documents:
        raise NotMadeYet(make, arguments)
    result = documents[make, arguments]
    if isinstance(result, CannotRender):
        raise result
    document: Document = result
    return document


def seconds_left() -> float:
    """Return how long one rendering step may take; raises CannotRender if no time is left."""
    limit: float = settings.RENDER_SECONDS
    request = deadline.current()
    left = limit if request is None else min(limit, request.left)
    if left <= 0:
        raise CannotRender(TOO_LONG)
    return left
