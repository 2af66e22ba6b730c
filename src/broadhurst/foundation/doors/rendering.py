"""Render documents within a time limit, between transactions (`between_transactions.py`)."""

from django.conf import settings

from broadhurst.foundation.between_transactions import CannotRender
from broadhurst.foundation.doors import deadline

TOO_LONG = (
    "The document took too long to make. Try again. If it happens again, make the text shorter."
)


def seconds_left() -> float:
    """Return how long one rendering step may take; raises CannotRender if no time is left."""
    limit: float = settings.RENDER_SECONDS
    request = deadline.current()
    left = limit if request is None else min(limit, request.left)
    if left <= 0:
        raise CannotRender(TOO_LONG)
    return left
