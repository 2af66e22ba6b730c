"""Rules on saving entries of the register: whose each is, and which finding it is about. Pure."""

from collections.abc import Collection
from typing import Any

from broadhurst.capabilities.inspections.rules.findings import objections_to_record
from broadhurst.foundation.workflow import at

MOST_CHARACTERS = 400_000
NOTHING_SENT = "Paste the text of at least one entry, or select a file."
TOO_LONG = "This is more than 400,000 characters. Send it in several parts."
NOT_UNDER_WAY = "These entries were already saved or discarded."
REFUSED_LINES = "Some lines cannot be read. Correct them first."
NO_ENTRIES = "There is no entry in this text."
NO_ORGANISATION = (
    "It does not say which organisation it is about. Choose the organisation, or enter the address "
    "of the entry on the line above it."
)
NO_SOURCE = (
    "It does not say where it was published. Enter where it can be read, or the address of the "
    "entry on the line above it."
)
NO_REPORT = (
    "This finding is not recorded yet. Choose the report that it belongs to. A report that is "
    "not in the list is recorded under Reports."
)
NO_KIND = (
    "This finding is not recorded yet, and the entry does not say what it is. Enter a heading "
    "above it, like Recommendation 5."
)
SEVERAL = "Several reports have a finding with these words. Choose the report."
WITHDRAWN = "This finding was withdrawn, so no update can be added to it."
SHOWN = 20  # problems in one refusal


def objections_to_send(roles: Collection[str], text: str) -> list[str]:
    """Say why a text cannot be sent: the actor's role, or its length."""
    objections = objections_to_record(roles)
    if not text.strip():
        objections += at("text", NOTHING_SENT)
    return objections + (at("text", TOO_LONG) if len(text) > MOST_CHARACTERS else [])


def objections_to_change(roles: Collection[str], reading: Any) -> list[str]:
    """Say why entries cannot be changed or discarded: the actor's role, or it is done."""
    return objections_to_record(roles) + ([] if reading.is_under_way else [NOT_UNDER_WAY])


def objections_to_save(
    roles: Collection[str], reading: Any, refused: int, problems: list[list[str]]
) -> list[str]:
    """Say why entries cannot be saved: lines that cannot be read, or problems of an entry.

    `problems` has a list for each entry.
    """
    objections = objections_to_change(roles, reading)
    if objections:
        return objections
    if refused:
        objections.append(REFUSED_LINES)
    elif not problems:
        objections.append(NO_ENTRIES)
    problems_found = [
        f"Entry {place}: {problem}" for place, each in enumerate(problems, 1) for problem in each
    ]
    return objections + problems_found[:SHOWN]


def no_such_organisation(force: str) -> str:
    """Say that the organisation of an entry's address is not known."""
    return (
        f"No organisation here is called “{force}”. Correct the address, or choose the "
        "organisation."
    )


def other_words(name: str) -> str:
    """Say that the report has another finding of this number."""
    return (
        f"{name} of this report is recorded with different words. Check the report that you chose, "
        "or correct the finding."
    )


def not_open_then(agency: str) -> str:
    """Say that the finding cannot be addressed to the organisation."""
    return f"{agency} was not an organisation that this report could be addressed to."
