"""Check passwords and make one-time passwords, for other commands."""

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from broadhurst.foundation.agencies.models import Officer
from broadhurst.foundation.doors.references import new_reference

LONG = 20  # 20 letters from an alphabet of 28 are 96 bits


def objections_to_password(password: str | None, officer: Officer) -> list[str]:
    """Return why a password is too weak; None is an account that cannot sign in."""
    if password is None:
        return []
    try:
        validate_password(password, officer)
    except ValidationError as weak:
        return list(weak.messages)
    return []


def one_time_password() -> str:
    """Return a one-time password in groups of letters that are easy to read out."""
    letters = new_reference("", LONG).removeprefix("-")
    return "-".join(letters[start : start + 5] for start in range(0, LONG, 5))
