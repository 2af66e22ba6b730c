"""Whose records a figure may count, and what may be cited as evidence. Pure.

Who may count what, past the wall:

- Police force (OCG coordinator, chief officer, inspectorate liaison officer or board chair): their
  own force.
- Local policing body (policing body officer, clearer or board chair): the forces that it answers
  for today.
- ROCU (chief officer, OCG coordinator or board chair): the forces and the ROCU of its regions.
- Inspectorate (everyone but an administrator of either kind): any force or ROCU, and any region.
- Everyone else: nothing. They count only the records they may see.
"""

from collections.abc import Collection
from datetime import date

ADMINISTERING = {"administrator", "organisation_administrator"}
OWN, OVERSEEN, REGION, ANY, NOTHING = "own", "overseen", "region", "any", ""
# Those who keep the register of their organisation begin with the records they may see.
KEEPERS = {"coordinator", "inspectorate_liaison"}
_POLICING_BODY = (OVERSEEN, frozenset({"policing_body", "clearer", "chair"}))
COUNTING = {
    "police_force": (OWN, frozenset({*KEEPERS, "chief_officer", "chair"})),
    "local_policing_body": _POLICING_BODY,
    "combined_authority": _POLICING_BODY,
    "rocu": (REGION, frozenset({"coordinator", "chief_officer", "chair"})),
}


def may_count(kind: str, roles: Collection[str]) -> str:
    """Whose records someone may count who acts for a kind of organisation, in some roles."""
    if kind == "inspectorate":
        return ANY if set(roles) - ADMINISTERING else NOTHING
    whose, by = COUNTING.get(kind, (NOTHING, frozenset()))
    return whose if by & set(roles) else NOTHING


def begins_with_own_sight(roles: Collection[str]) -> bool:
    """Whether the insight page first shows the records that an officer may see."""
    return bool(KEEPERS & set(roles)) and not {"chief_officer", "chair"} & set(roles)


def objections_to_count(*, is_allowed: bool, since: date | None, as_of: date) -> list[str]:
    """Figures of an organisation are counted for those who answer for it."""
    objections = []
    if not is_allowed:
        objections.append(
            "You cannot count the records of that organisation. Choose one that you answer for."
        )
    if since is not None and since > as_of:
        objections.append("The period ends before it starts. Enter an earlier first day.")
    return objections


def objections_to_value(has_value: bool, *, chief_officer_of: str = "") -> list[str]:
    """Say why a figure that counted nothing is no evidence, and what to do instead."""
    if has_value:
        return []
    if chief_officer_of:
        return [
            f"No chief officer is recorded for {chief_officer_of} on that day, so there is nothing "
            "to cite. Choose another day, or ask an administrator to record the appointment."
        ]
    return [
        "This figure has no value, because no records were counted, so you cannot use it as "
        "evidence. Choose another period, another organisation or another figure."
    ]


def objections_to_cite(*, is_open: bool, is_scoped: bool, force: str) -> list[str]:
    """A figure that depends on who reads it is no evidence."""
    if is_open or is_scoped:
        return []
    return [
        "You can only count records you can see, so you cannot use this figure as evidence. "
        f"Ask the OCG coordinator of {force} or an officer of its policing body to add it."
    ]
