"""Rules for the records that an actor can count, and for figures as evidence.

Pure. Officers count the records below, bypassing row-level security:

- Police force (OCG coordinator, chief officer, inspectorate liaison officer or board chair): their
  own force.
- Local policing body (policing body officer, clearer or board chair): the forces that it answers
  for today.
- ROCU (chief officer, OCG coordinator or board chair): the forces and the ROCU of its regions.
- Inspectorate (everyone but an administrator of either kind): any force or ROCU, and any region.
- Everyone else: nothing. They count only the records they can see.
"""

from collections.abc import Collection
from datetime import date

from broadhurst.foundation.workflow import at

ADMINISTERING = {"administrator", "organisation_administrator"}
OWN, OVERSEEN, REGION, ANY, NOTHING = "own", "overseen", "region", "any", ""
# Officers who keep their organisation's register first see figures of the records they can see.
KEEPERS = {"coordinator", "inspectorate_liaison"}
_POLICING_BODY = (OVERSEEN, frozenset({"policing_body", "clearer", "chair"}))
COUNTING = {
    "police_force": (OWN, frozenset({*KEEPERS, "chief_officer", "chair"})),
    "local_policing_body": _POLICING_BODY,
    "combined_authority": _POLICING_BODY,
    "rocu": (REGION, frozenset({"coordinator", "chief_officer", "chair"})),
}


def may_count(kind: str, roles: Collection[str]) -> str:
    """Return which records an officer can count: by kind of organisation and roles."""
    if kind == "inspectorate":
        return ANY if set(roles) - ADMINISTERING else NOTHING
    scope_kind, counting_roles = COUNTING.get(kind, (NOTHING, frozenset()))
    return scope_kind if counting_roles & set(roles) else NOTHING


def starts_with_visible_records(roles: Collection[str]) -> bool:
    """Return whether the insight page starts with the officer's visible records."""
    return bool(KEEPERS & set(roles)) and not {"chief_officer", "chair"} & set(roles)


def objections_to_count(*, is_allowed: bool, since: date | None, as_of: date) -> list[str]:
    """Say why figures cannot be counted: another's organisation, or a wrong period."""
    objections = []
    if not is_allowed:
        objections.append(
            "You cannot count the records of that organisation. Choose one that you answer for."
        )
    if since is not None and since > as_of:
        objections.append("The period ends before it starts. Enter an earlier first day.")
    return objections


def objections_to_value(has_value: bool, *, chief_officer_of: str = "") -> list[str]:
    """Say why a figure without a value cannot be evidence, and what to do instead."""
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
    """Say why a figure cannot be evidence: its value depends on who reads it."""
    if is_open or is_scoped:
        return []
    return [
        "You can only count records you can see, so you cannot use this figure as evidence. "
        f"Ask the OCG coordinator of {force} or an officer of its policing body to add it."
    ]


def objections_to_compare(other: date, *, today: date, undated: str = "") -> list[str]:
    """Refuse to compare a figure with a day that has not come, or that it cannot be counted for.

    `undated` says why the figure cannot be counted for an earlier day.
    """
    if undated:
        return at("compare", f"You cannot count this figure for an earlier day. {undated}")
    return at("compare", "Enter a day that is not in the future.") if other > today else []
