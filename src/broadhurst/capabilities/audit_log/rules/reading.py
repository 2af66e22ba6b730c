"""Rules about reading the audit log: who, what for, and what a search has to name."""

import re
from collections.abc import Collection
from datetime import date

from broadhurst.foundation.workflow import at, objections_to_days

# The only purposes that section 62 of the Data Protection Act 2018 allows.
PURPOSES = (
    ("lawfulness", "To verify that processing is lawful"),
    ("self_monitoring", "To monitor ourselves, including internal discipline"),
    ("security", "To ensure the integrity and security of personal data"),
    ("criminal_proceedings", "For criminal proceedings"),
)
# The subjects that the log returns: references, and usernames of accounts.
REFERENCE = re.compile(r"[A-Z]{3,4}-([0-9]{4}-)?[2-9BCDFGHJKMNPQRSTVWXYZ]{6,12}")
USERNAME = re.compile(r"[a-z0-9_-]{2,50}")


def objections_to_read(roles: Collection[str]) -> list[str]:
    """Only an auditor reads the audit log."""
    return [] if "auditor" in roles else ["Only an auditor can read the audit log."]


def objections_to_search(
    *, names_officer: bool, subject: str, since: date | None, until: date | None
) -> list[str]:
    """A search names an officer or a record, and its last day is not before the first day."""
    objections = objections_to_days(since, until)
    if not names_officer and not subject:
        objections += at("officer", "Choose an officer, or enter a record’s reference.")
    if subject and not (REFERENCE.fullmatch(subject) or USERNAME.fullmatch(subject)):
        objections += at(
            "reference", "Enter a reference like OCG-7K3QF2, or the username of an account."
        )
    return objections


def as_subject(typed: str) -> str:
    """Return a typed reference or username as the log keeps it."""
    bare = "".join(typed.split())
    return bare.upper() if REFERENCE.fullmatch(bare.upper()) else bare.lower()
