"""The fields of columns, and guesses from headings."""

import re

from broadhurst.capabilities.bulk_checks.sheets import columns

LEFT_OUT, SEVERAL = columns.LEFT_OUT, columns.SEVERAL | columns.JOINED
# Fields that a bulk check does not have. A cell is a word that the form of a person takes.
OWN = {
    "category": "Category (suspect, convicted, victim, witness or other)",
    "part": "Part in the group",
    "exploited": "Is or may be exploited (yes or no)",
}
FIELDS = {
    **{name: label for name, label in columns.FIELDS.items() if name != "reference"},
    **OWN,
}
PATTERNS = (
    ("category", re.compile(r"category|status in group|suspect or victim")),
    ("part", re.compile(r"part( in the group)?|role( in the group)?|position")),
    ("exploited", re.compile(r"(is |may be )*exploited|exploitation")),
)
NEEDED = "Choose at least one column that names a person or an identifier."
NOT_ENOUGH = frozenset(
    ("aliases", "born", "sex", "middle", "town", "postcode", "street", "sort_code", *OWN)
)


def guess(headings: list[str]) -> list[str]:
    """Return a field for each heading, or "" for a column that is left out."""
    guessed = columns.guess(headings)
    taken: set[str] = set()
    for place, heading in enumerate(headings):
        words = re.sub(r"[^a-z]+", " ", heading.lower()).strip()
        matched = next((field for field, pattern in PATTERNS if pattern.fullmatch(words)), "")
        if matched and matched not in taken:
            guessed[place] = matched
            taken.add(matched)
    return [field if field in FIELDS else LEFT_OUT for field in guessed]


def objections_to_columns(chosen: list[str]) -> list[str]:
    """Require one column for each single field, and one that names someone or something."""
    objections = [
        f"More than one column is said to hold “{label}”. Choose one of them."
        for field, label in FIELDS.items()
        if field not in SEVERAL and chosen.count(field) > 1
    ]
    if not set(chosen) - NOT_ENOUGH - {LEFT_OUT}:
        objections.append(NEEDED)
    return objections
