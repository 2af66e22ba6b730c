"""When a text may be checked for names of the register, and what its author is told. Pure.

The same sentence is used for a group, a person and a phone number. Otherwise the check would say
what a word is in the register to an officer who may not see it.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any

from broadhurst.foundation.workflow import Objection

MOST_CHECKS, WITHIN = 5, timedelta(hours=1)


def objections_to_check(found_at: Sequence[datetime], now: datetime) -> list[str]:
    """After some checks that found words, an officer waits until the first of them is an hour old.

    `found_at` are the instants of the checks in the last hour that found words, oldest first.
    """
    if len(found_at) < MOST_CHECKS:
        return []
    minutes = -((now - found_at[-MOST_CHECKS] - WITHIN) // timedelta(minutes=1))
    unit = "minute" if minutes == 1 else "minutes"
    return [
        f"{MOST_CHECKS} of your texts in the last hour had words that cannot leave. "
        f"Try again in {minutes} {unit}."
    ]


def objections_to_words(found: Iterable[Any], *, then: str = "") -> list[str]:
    """Tell the author which of their words to change, beside each question.

    The log keeps how many, because the words would say what is in the register.
    """
    found = list(found)
    logged = f"Words found: {len(found)}."
    return [
        Objection(
            f"Take “{one.words}” out of {one.where}: this text will leave Broadhurst.{then}",
            one.field,
            logged=logged,
        )
        for one in found
    ]
