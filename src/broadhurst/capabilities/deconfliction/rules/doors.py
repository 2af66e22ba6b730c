"""Which doors of this room stand open to whom, so that nobody types a name to be refused. Pure."""

from collections.abc import Callable, Collection

from broadhurst.capabilities.deconfliction.rules.asking import ASKING_ROLES, objections_to_asking
from broadhurst.capabilities.deconfliction.rules.bulk import objections_to_tables
from broadhurst.capabilities.deconfliction.rules.events import objections_to_planning
from broadhurst.capabilities.deconfliction.rules.stopping import (
    STOPPING_ROLES,
    objections_to_stopping,
)

Roles = Collection[str]


def objections_to_read_stops(roles: Roles) -> list[str]:
    """A custody suite's telephone and a safe address stand on it: who checks or keeps it reads."""
    if set(roles) & {*ASKING_ROLES, *STOPPING_ROLES}:
        return []
    return [
        "Only an investigator, an OCG coordinator, the deconfliction desk or an administrator can "
        "read the stop list."
    ]


# What the roles alone decide of each verb's rule: the verb itself asks again, and more.
DOORS: dict[str, Callable[[Roles], list[str]]] = {
    "check_target": objections_to_asking,
    "plan_event": objections_to_planning,
    "send_bulk_check": objections_to_tables,
    "stop_list": objections_to_read_stops,
    "stop_value": objections_to_stopping,
}


def objections_to_open(door: str, roles: Roles) -> list[str]:
    """Why a page is not for somebody of these roles."""
    return DOORS[door](roles)


def open_to(roles: Roles) -> set[str]:
    """The pages that somebody of these roles has a use for."""
    return {door for door in DOORS if not objections_to_open(door, roles)}
