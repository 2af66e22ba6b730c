"""Role checks for pages, so that nobody fills in a form only to be refused. Pure."""

from collections.abc import Callable, Collection

from broadhurst.capabilities.deconfliction.rules.rate_limits import (
    CHECKING_ROLES,
    objections_to_checker,
)
from broadhurst.capabilities.deconfliction.rules.stopping import (
    STOPPING_ROLES,
    objections_to_stopping,
)

Roles = Collection[str]


def objections_to_read_stops(roles: Roles) -> list[str]:
    """Only those who check targets or edit the stop list may read it.

    It holds sensitive values, such as a custody suite's phone number or a safe address.
    """
    if set(roles) & {*CHECKING_ROLES, *STOPPING_ROLES}:
        return []
    return [
        "Only an investigator, an OCG coordinator, the deconfliction desk or an administrator can "
        "read the stop list."
    ]


# Role-only check per page, used to hide links. The command enforces the full rule.
DOORS: dict[str, Callable[[Roles], list[str]]] = {
    "check_target": objections_to_checker,
    "check_lines": objections_to_checker,
    "stop_list": objections_to_read_stops,
    "stop_value": objections_to_stopping,
}


def objections_to_open(door: str, roles: Roles) -> list[str]:
    """Return why someone with these roles cannot use a page."""
    return DOORS[door](roles)


def open_to(roles: Roles) -> set[str]:
    """Return the pages that someone with these roles can use."""
    return {door for door in DOORS if not objections_to_open(door, roles)}
