"""Rules on checking a text for register words, and messages to its author. Pure.

A group, a person and a phone number get the same message. Otherwise the check would reveal what a
word is in the register to an officer who may not see it.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any

from broadhurst.foundation.workflow import Objection

MOST_CHECKS, WITHIN = 5, timedelta(hours=1)


def objections_to_check(found_at: Sequence[datetime], now: datetime) -> list[str]:
    """Limit the checks that find words, for one hour from the first of them.

    `found_at` holds the times of the checks in the last hour that found words, oldest first.
    """
    if len(found_at) < MOST_CHECKS:
        return []
    minutes = -((now - found_at[-MOST_CHECKS] - WITHIN) // timedelta(minutes=1))
    unit = "minute" if minutes == 1 else "minutes"
    return [
        f"{MOST_CHECKS} of your texts in the last hour had words that cannot leave. "
        f"Try again in {minutes} {unit}."
    ]


def objections_to_words(matches: Iterable[Any], *, then: str = "") -> list[str]:
    """Return the words that the author must change, beside each field.

    The log keeps only their number, because the words would reveal the register.
    """
    matches = list(matches)
    logged = f"Words found: {len(matches)}."
    return [
        Objection(
            f"Remove “{match.words}” from {match.where}. This text will leave Broadhurst.{then}",
            match.field,
            logged=logged,
        )
        for match in matches
    ]
