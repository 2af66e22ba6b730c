"""Short names: keys that become part of a URL. No database."""

import re

# Valid in Python and in PostgreSQL, where a check constraint uses it on each table with a key.
SHORT_NAME = r"^[a-z0-9][a-z0-9-]*$"
LONGEST = 50
WRONG = "Use only lowercase letters, numbers and hyphens, and begin with a letter or number."


def objections_to_short_name(text: str) -> list[str]:
    """Return why a text cannot be a short name; empty if it can."""
    if re.fullmatch(SHORT_NAME, text) and not text.endswith("\n") and len(text) <= LONGEST:
        return []
    return [f"“{text[:LONGEST]}” cannot be a short name. {WRONG}"]
