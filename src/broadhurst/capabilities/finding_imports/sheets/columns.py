"""The fields of columns, and guesses from headings."""

import re

LEFT_OUT = ""
FIELDS = {
    "number": "Number",
    "kind": "Kind (such as recommendation)",
    "text": "Text of the finding",
    "own_wording": "The inspectorate’s own wording (yes or no)",
    "deadline": "Deadline, as worded",
    "addressed_to": "Organisations or groups (separated by ;)",
    "parent": "Number or short name of its cause of concern",
    "recurs_from": "Short name of the earlier finding",
    "key": "Short name",
    "note": "Note",
}
GUESSES = {
    "number": r"(finding |rec(ommendation)? )?(number|no|ref(erence)?)",
    "kind": r"kind|type( of finding)?|category",
    "text": r"(full )?text|finding|recommendation|wording|description",
    "own_wording": r"own wording|verbatim|quoted",
    "deadline": r"deadline|due( date| by)?|by when|target date|timescale",
    "addressed_to": r"addressed to|addressees?|organi[sz]ations?|forces?|for|bod(y|ies)",
    "parent": r"(related |linked )?cause of concern|parent",
    "recurs_from": r"repeats|recurs( from)?|earlier finding",
    "key": r"short name|key|id",
    "note": r"notes?|comments?",
}
NO_TEXT = "Choose the column that holds the text of the finding."


def guess(headings: list[str]) -> list[str]:
    """Return a field for each heading, or "" for a column that is left out."""
    guessed, taken = [], set()
    for heading in headings:
        words = re.sub(r"[^a-z]+", " ", heading.lower()).strip()
        field = next((name for name, at in GUESSES.items() if re.fullmatch(at, words)), LEFT_OUT)
        guessed.append(LEFT_OUT if field in taken else field)
        taken.add(field)
    return guessed


def objections_to_columns(chosen: list[str]) -> list[str]:
    """Require one column for each field, and one for the text."""
    objections = [
        f"More than one column is said to hold “{label}”. Choose one of them."
        for field, label in FIELDS.items()
        if chosen.count(field) > 1
    ]
    return objections if "text" in chosen else [*objections, NO_TEXT]
