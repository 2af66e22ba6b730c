"""Rules that read deadlines and competent authorities from policy. Pure."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

Row = Mapping[str, Any]
PILOT = "pilot_site"


def in_force(rows: Iterable[Row], on: date) -> list[Row]:
    """Return the rows in force on a day, the latest first."""
    current = [
        r for r in rows if r["from_on"] <= on and ("until_on" not in r or on < r["until_on"])
    ]
    return sorted(current, key=lambda row: row["from_on"], reverse=True)


def working_days(
    clocks: Iterable[Row], *, step: str, destination: str, is_child: bool, nation: str, on: date
) -> int | None:
    """Return the working days from a referral to a step, or None if not known.

    A local authority has one working day for a child (Working Together to Safeguard Children). The
    NRM aims at five for reasonable grounds (Modern Slavery: Statutory Guidance for England and
    Wales). Every other destination has its own.
    """
    age_group = "child" if is_child else "adult"
    for row in in_force(clocks, on):
        if row["step"] != step or row["destination"] != destination:
            continue
        if row["of"] in (age_group, "any") and row.get("nation", nation) == nation:
            days: int = row["working_days"]
            return days
    return None


def authority_of(
    policy: Mapping[str, Iterable[Row]], team: Any, *, is_child: bool, on: date
) -> str:
    """Return the competent authority that a team is, or an empty string.

    A competent authority of the Home Office decides reasonable grounds. A pilot site may decide for
    a child, under the Home Office's pilot of devolved decisions. No other local team decides.
    """
    for row in in_force(policy.get("authority", ()), on):
        if row["agency"] == team.agency.key:
            key: str = row["key"]
            return key
    if is_child and is_pilot(policy, team, on):
        return PILOT
    return ""


def is_pilot(policy: Mapping[str, Iterable[Row]], team: Any, on: date) -> bool:
    """Whether a team, or its council, is a pilot site on a day.

    A team's council is the one it belongs to or serves.
    """
    council = team.district.council.key if team.district and team.district.council else None
    return any(
        row.get("unit") == team.key
        or ("council" in row and row["council"] in (team.agency.key, council))
        for row in in_force(policy.get("pilot", ()), on)
    )
