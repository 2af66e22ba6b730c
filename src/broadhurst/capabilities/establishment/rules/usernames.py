"""Rules on usernames and tokens. Pure."""

import re

from broadhurst.foundation.workflow import at

USERNAME = re.compile(r"[a-z0-9]+([-_][a-z0-9]+)*")


def objections_to_enrol(username: str, *, taken: bool) -> list[str]:
    """A username is part of a web address, and is never given to another officer."""
    objections = []
    if not USERNAME.fullmatch(username):
        objections.append(
            "The username can only have lowercase letters, numbers and hyphens, like gail-fernsby."
        )
    if taken:
        objections += at("username", f"The username “{username}” is taken. Choose another.")
    return objections


def objections_to_issue_token(days: int) -> list[str]:
    """A token lasts a year at most, so that a forgotten token stops."""
    return [] if 1 <= days <= 366 else at("days", "Enter a number of days from 1 to 366.")
