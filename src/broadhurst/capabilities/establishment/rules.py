"""When bodies, units, officers and postings may change. Pure."""

from collections.abc import Collection
from datetime import date
from typing import Protocol

ADMINISTRATORS_ONLY = "Only an administrator can do this."


class Span(Protocol):
    """Anything that is in force for a span of days."""

    from_on: date
    until_on: date | None


def objections_to_administer(roles: Collection[str]) -> list[str]:
    """Bodies, units, officers and postings are an administrator's to change."""
    return [] if "administrator" in roles else [ADMINISTRATORS_ONLY]


def objections_to_post(unit: Span, *, from_on: date, until_on: date | None) -> list[str]:
    """A posting stands within the life of its unit."""
    objections = []
    if until_on is not None and until_on <= from_on:
        objections.append("The posting ends before it begins.")
    if from_on < unit.from_on:
        objections.append(
            f"The unit opens on {unit.from_on:%d %B %Y}; start the posting then or later."
        )
    if unit.until_on is not None and from_on >= unit.until_on:
        objections.append(f"The unit closed on {unit.until_on:%d %B %Y}.")
    return objections


def objections_to_issue_token(days: int) -> list[str]:
    """A token is for a year at most, so that a forgotten one stops."""
    return [] if 1 <= days <= 366 else ["A token lasts from 1 to 366 days."]


def counts_against_autonomy(kind: str) -> bool:
    """Whether a responsibility held in an organisation of a kind is a force responsibility.

    Recommendation 2 (HMICFRS, 18 February 2021): the chief officer for a ROCU should work "as far
    as practicable" autonomously of force responsibilities. Where a responsibility is held decides,
    not what it is for: counter-terrorism that is held in a force counts.
    """
    return kind == "police_force"


def held_beside(appointment: Span, others: Collection[Span]) -> list[Span]:
    """The other responsibilities held at any time in an appointment's span."""
    return [
        other
        for other in others
        if (other.until_on is None or other.until_on > appointment.from_on)
        and (appointment.until_on is None or other.from_on < appointment.until_on)
    ]
