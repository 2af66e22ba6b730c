"""Short names: what is typed once and then becomes part of an address. Pure."""

import re

# The same in Python and in PostgreSQL, where a constraint asks it of every table that has one.
SHORT_NAME = r"^[a-z0-9][a-z0-9-]*$"
LONGEST = 50
WRONG = "Use only lowercase letters, numbers and hyphens, and begin with a letter or number."


def objections_to_short_name(text: str) -> list[str]:
    """Why a text cannot be part of an address; none if it can."""
    if re.fullmatch(SHORT_NAME, text) and not text.endswith("\n") and len(text) <= LONGEST:
        return []
    return [f"“{text[:LONGEST]}” cannot be a short name. {WRONG}"]
