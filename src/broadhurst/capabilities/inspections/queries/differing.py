"""The versions of a letter that are compared."""

from broadhurst.capabilities.inspections.models import Response


def before_of(response: Response) -> str | None:
    """Return the letter that a correction corrects, or None for a first version.

    A response published elsewhere has no letter here.
    """
    return response.corrects.frozen_markdown or None if response.corrects else None
