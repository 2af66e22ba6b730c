"""Check passwords and make one-time passwords. Called by commands."""

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from broadhurst.foundation.agencies.models import Officer
from broadhurst.foundation.doors.references import new_reference

LONG = 20  # letters of 28 kinds: 96 bits


def objections_to_password(password: str | None, officer: Officer) -> list[str]:
    """Why a password is too weak; none of them is for an account that cannot sign in."""
    if password is None:
        return []
    try:
        validate_password(password, officer)
    except ValidationError as weak:
        return list(weak.messages)
    return []


def one_time_password() -> str:
    """A password to be used once: groups of letters that are easy to read out."""
    letters = new_reference("", LONG).removeprefix("-")
    return "-".join(letters[at : at + 5] for at in range(0, LONG, 5))
