"""Rules on changes of an account, its password, tokens and sessions. Pure."""

from collections.abc import Collection
from datetime import datetime

from broadhurst.foundation.workflow import at

# The same limits as at sign-in.
MOST_TRIES, MINUTES_OF_TRIES = 5, 15
IS_WRONG = "The current password is wrong. Enter it again."
HAS_EXPIRED = (
    "This one-time password has expired. Ask an administrator of your organisation, or of the "
    "service, for a new one."
)


def objections_to_active(name: str, *, is_active: bool) -> list[str]:
    """A closed account cannot be changed until it is reopened."""
    return [] if is_active else [f"The account of {name} is closed. Reopen it first."]


def objections_to_close_account(*, is_active: bool) -> list[str]:
    """An account is closed once."""
    return [] if is_active else ["This account is closed already."]


def objections_to_reopen_account(*, is_active: bool) -> list[str]:
    """Only a closed account is reopened."""
    return ["This account is open already."] if is_active else []


def objections_to_change_roles(roles: Collection[str], held: Collection[str]) -> list[str]:
    """Only the service's administrators change an administrator's posting."""
    administers = {"administrator", "organisation_administrator"} & set(held)
    if administers and "administrator" not in roles:
        return ["Only an administrator of the service can change an administrator's posting."]
    return []


def objections_to_one_time_password(
    *, is_temporary: bool, expires_at: datetime | None, now: datetime
) -> list[str]:
    """A one-time password works for a limited time."""
    has_expired = is_temporary and (expires_at is None or expires_at <= now)
    return [HAS_EXPIRED] if has_expired else []


def objections_to_change_password(*, is_right: bool, is_new: bool, is_repeated: bool) -> list[str]:
    """The old password must be right, and the new one different and typed twice."""
    objections = []
    if not is_right:
        objections += at("current_password", IS_WRONG)
    if not is_new:
        objections += at(
            "new_password", "Choose a new password that is different from the current one."
        )
    if not is_repeated:
        objections += at("again", "The new passwords are different. Enter the same one twice.")
    return objections


def objections_to_try_again(wrong_tries: int) -> list[str]:
    """Limit wrong passwords, so that a stolen session or token cannot guess one."""
    if wrong_tries < MOST_TRIES:
        return []
    return [
        f"The current password was wrong {MOST_TRIES} times. Wait {MINUTES_OF_TRIES} minutes and "
        "try again, or ask an administrator for a one-time password."
    ]


def objections_to_revoke(*, is_theirs: bool, is_revoked: bool) -> list[str]:
    """A token is revoked by its officer or by an administrator of its organisation."""
    if not is_theirs:
        return ["You can only revoke your own tokens, or those of an organisation you administer."]
    return ["This token is revoked already."] if is_revoked else []


def objections_to_end_session(*, is_there: bool) -> list[str]:
    """A session is ended by its officer or by an administrator of the account."""
    return [] if is_there else ["This session has ended already."]
