"""Rules on changes of organisations, units, officers and postings. Pure."""

import re
from collections.abc import Collection

from broadhurst.capabilities.establishment.rules.accounts import (
    IS_WRONG,
    MINUTES_OF_TRIES,
    objections_to_active,
    objections_to_change_password,
    objections_to_change_roles,
    objections_to_end_session,
    objections_to_one_time_password,
    objections_to_revoke,
    objections_to_try_again,
)
from broadhurst.capabilities.establishment.rules.administering import (
    administers,
    is_of_service,
    objections_to_administer,
    objections_to_administer_in,
    objections_to_appoint_oneself,
    objections_to_change_account,
    objections_to_open,
    objections_to_open_elsewhere,
    objections_to_roles,
    objections_to_system_account,
)
from broadhurst.capabilities.establishment.rules.districts import (
    COUNCILS,
    objections_to_close_district,
    objections_to_district,
    objections_to_edit_district,
    objections_to_open_district,
    objections_to_place,
)
from broadhurst.capabilities.establishment.rules.organisations import (
    FORCE,
    IN_REGIONS,
    POLICING_BODIES,
    objections_to_appoint,
    objections_to_close,
    objections_to_end,
    objections_to_join,
    objections_to_key,
    objections_to_name,
    objections_to_oversee,
    objections_to_span,
    objections_to_take_place,
    objections_to_tie,
    objections_to_unit,
)
from broadhurst.capabilities.establishment.rules.postings import (
    Span,
    objections_to_end_posting,
    objections_to_post,
)

__all__ = [
    "COUNCILS",
    "FORCE",
    "IN_REGIONS",
    "IS_WRONG",
    "MINUTES_OF_TRIES",
    "POLICING_BODIES",
    "administers",
    "is_of_service",
    "objections_to_active",
    "objections_to_administer",
    "objections_to_administer_in",
    "objections_to_appoint",
    "objections_to_appoint_oneself",
    "objections_to_change_account",
    "objections_to_change_password",
    "objections_to_change_roles",
    "objections_to_close",
    "objections_to_close_district",
    "objections_to_district",
    "objections_to_edit_district",
    "objections_to_end",
    "objections_to_end_posting",
    "objections_to_end_session",
    "objections_to_enrol",
    "objections_to_issue_token",
    "objections_to_join",
    "objections_to_key",
    "objections_to_name",
    "objections_to_one_time_password",
    "objections_to_open",
    "objections_to_open_district",
    "objections_to_open_elsewhere",
    "objections_to_oversee",
    "objections_to_place",
    "objections_to_post",
    "objections_to_revoke",
    "objections_to_roles",
    "objections_to_span",
    "objections_to_system_account",
    "objections_to_take_place",
    "objections_to_tie",
    "objections_to_try_again",
    "objections_to_unit",
]


USERNAME = re.compile(r"[a-z0-9]+([-_][a-z0-9]+)*")


def objections_to_enrol(username: str, *, taken: bool) -> list[str]:
    """A username is part of a web address, and is never given to another officer."""
    objections = []
    if not USERNAME.fullmatch(username):
        objections.append(
            "The username can only have lowercase letters, numbers and hyphens, like gail-fernsby."
        )
    if taken:
        objections.append(f"The username “{username}” is taken. Choose another.")
    return objections


def objections_to_issue_token(days: int) -> list[str]:
    """A token lasts a year at most, so that a forgotten token stops."""
    return [] if 1 <= days <= 366 else ["Enter a number of days from 1 to 366."]


def counts_against_autonomy(kind: str, *, in_force: bool) -> bool:
    """Whether a responsibility is a force responsibility.

    Recommendation 2 (HMICFRS, 18 February 2021): the chief officer for a ROCU should work "as far
    as practicable" autonomously of force responsibilities. Counter-terrorism held in a force
    counts, and so does any other post in a force. A national lead does not count.
    """
    return kind in ("force", "counter_terrorism") or (kind == "other" and in_force)


def held_beside(appointment: Span, others: Collection[Span]) -> list[Span]:
    """Return the other responsibilities held at any time in an appointment's span."""
    return [
        other
        for other in others
        if (other.until_on is None or other.until_on > appointment.from_on)
        and (appointment.until_on is None or other.from_on < appointment.until_on)
    ]
