"""Find a marking above the ceiling: Broadhurst holds OFFICIAL and OFFICIAL-SENSITIVE only."""

import re

# Capital letters only: a marking is written in them, and “a secret compartment” is not one.
ABOVE_THE_CEILING = re.compile(r"\b(TOP )?SECRET\b")


def find_marking(text: str) -> str:
    """Return the first marking above OFFICIAL-SENSITIVE in a text, or an empty string."""
    found = ABOVE_THE_CEILING.search(text)
    return found[0] if found else ""
