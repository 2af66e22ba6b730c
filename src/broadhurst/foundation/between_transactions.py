"""Make what takes long between the transactions of a request.

Making a PDF or reading a large document takes a second or more, and a request holds its locks until
its transaction ends. So a request that needs the result stops with `NotMadeYet`. The wall
middleware rolls the transaction back, makes it, and runs the request again, which now finds it. If
a text has changed in between, the new text is rendered, so a frozen document always matches its
text.

At the terminal and in jobs, it is made directly.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, TypeVar

Made = TypeVar("Made")


class CannotRender(ValueError):
    """A text cannot be rendered in this format. The message says what to change."""


class NotMadeYet(Exception):
    """A request needs a document, or a reading, that must be made outside its transaction."""

    def __init__(self, make: Callable[..., Any], arguments: tuple[Any, ...]) -> None:
        super().__init__(make.__name__)
        self.key = (make, arguments)

    def make(self) -> None:
        """Make it, or store the error that explains why it cannot be made."""
        make, arguments = self.key
        results = _made.get()
        if results is None:
            raise LookupError("Make documents inside `between_transactions`.")
        try:
            results[self.key] = make(*arguments)
        except CannotRender as cannot:
            results[self.key] = cannot


_made: ContextVar[dict[Any, Any] | None] = ContextVar("broadhurst_made", default=None)


@contextmanager
def between_transactions() -> Iterator[None]:
    """Keep what is made for a request until the request has ended."""
    token = _made.set({})
    try:
        yield
    finally:
        _made.reset(token)


def made(make: Callable[..., Made], *arguments: Any) -> Made:
    """Return what `make` makes from its arguments alone, such as a document.

    In a request, raises NotMadeYet if it is not made yet. Raises CannotRender if it cannot be made.
    """
    results = _made.get()
    if results is None:
        return make(*arguments)
    if (make, arguments) not in results:
        raise NotMadeYet(make, arguments)
    result = results[make, arguments]
    if isinstance(result, CannotRender):
        raise result
    what_was_made: Made = result
    return what_was_made
