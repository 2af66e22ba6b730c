"""Words that trackers use for threat types, and lists in one cell."""

import re

APART = re.compile(r"[;|,\n]+|\s/\s")
# Other words for the categories of the register, in small letters. Source: how trackers and the
# National Strategic Assessment name them.
THREATS = {
    "csa": "child_sexual_abuse", "cse": "child_sexual_abuse", "csea": "child_sexual_abuse",
    "msht": "modern_slavery", "modern slavery": "modern_slavery", "slavery": "modern_slavery",
    "human trafficking": "modern_slavery", "trafficking": "modern_slavery",
    "oic": "immigration_crime", "immigration crime": "immigration_crime",
    "people smuggling": "immigration_crime",
    "drugs": "drugs", "drug supply": "drugs", "county lines": "drugs", "class a": "drugs",
    "firearms": "firearms", "guns": "firearms", "gun crime": "firearms",
    "oac": "acquisitive", "acquisitive crime": "acquisitive", "acquisitive": "acquisitive",
    "burglary": "acquisitive", "vehicle crime": "acquisitive", "robbery": "acquisitive",
    "cyber": "cyber", "cybercrime": "cyber", "cyber crime": "cyber",
    "economic crime": "fraud", "fraud": "fraud",
    "money laundering": "money_laundering", "laundering": "money_laundering",
    "bribery": "bribery", "corruption": "bribery", "sanctions evasion": "bribery",
}  # fmt: skip


def several(text: str) -> list[str]:
    """Return the parts of a cell that holds a list."""
    return [part.strip() for part in APART.split(text) if part.strip()]


def plain(text: str) -> str:
    """Return words in small letters with single spaces, to be compared."""
    return " ".join(text.replace("_", " ").lower().split())
