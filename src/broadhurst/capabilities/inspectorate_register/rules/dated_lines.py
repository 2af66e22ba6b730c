"""Whether a line that begins with a date is an update, or part of a sentence. Pure."""

from broadhurst.capabilities.inspectorate_register.rules.dates import Dated
from broadhurst.capabilities.inspectorate_register.rules.parts import status_of

UNKNOWN_WORDS = 3  # the longest status has four, and three with a date are hardly a sentence


def after_date(words: str, dated: Dated, *, is_first: bool) -> str | None:
    """Return what follows the date if the line begins an update, or None if it is only text.

    An update is a date alone, or a date with a status. One unknown word counts as a status, so that
    the line is refused and not kept as text. In the first line of a paragraph, without a full stop,
    up to three words do.
    """
    rest = words[dated.end :].strip(" \t:,.–-")
    most = UNKNOWN_WORDS if is_first and words[-1] not in ".:;,?!" else 1
    return rest if not rest or status_of(rest) or len(rest.split()) <= most else None


def is_update(words: str, broken: Dated) -> bool:
    """Return whether a line with a broken date is an update: a status follows, or nothing.

    A day and month alone, or “the 3rd of March”, may be part of a sentence, so they need a status.
    """
    rest = words[broken.end :].strip(" \t:,.–-")
    has_year = words[0].lower() != "t" and words[: broken.end].rstrip(" .,")[-1].isdigit()
    return bool(status_of(rest)) or (not rest and has_year)
