"""Who may look after what: the service, or one organisation. Pure."""

from collections.abc import Collection

SERVICE, ORGANISATION = "administrator", "organisation_administrator"
ADMINISTRATORS_ONLY = "Only an administrator can do this."
OF_THE_SERVICE_ONLY = "Only an administrator of the service can do this."

Roles = Collection[str]


def is_of_service(roles: Roles) -> bool:
    """Whether somebody administers the whole service."""
    return SERVICE in roles


def administers(roles: Roles) -> bool:
    """Whether somebody administers anything."""
    return SERVICE in roles or ORGANISATION in roles


def objections_to_open(roles: Roles) -> list[str]:
    """The administration pages are for administrators."""
    return [] if administers(roles) else [ADMINISTRATORS_ONLY]


def objections_to_administer(roles: Roles) -> list[str]:
    """Organisations, policing bodies, regions and appointments belong to the whole service."""
    if is_of_service(roles):
        return []
    return [OF_THE_SERVICE_ONLY if administers(roles) else ADMINISTRATORS_ONLY]


def objections_to_administer_in(roles: Roles, *, own: int, agency: int | None) -> list[str]:
    """Units, officers and postings of an organisation are for its own administrators too.

    `own` and `agency` are the ids of the organisation somebody acts in, and of the one concerned.
    """
    if is_of_service(roles) or (administers(roles) and own == agency):
        return []
    if not administers(roles):
        return [ADMINISTRATORS_ONLY]
    return [
        "You can only do this in your own organisation. Ask its administrator, or an administrator "
        "of the service."
    ]


def objections_to_appoint_oneself(*, is_self: bool) -> list[str]:
    """Nobody records their own appointment."""
    return ["You cannot appoint yourself. Ask another administrator."] if is_self else []


def objections_to_change_account(
    roles: Roles, *, is_self: bool, is_system: bool, other_agencies: Collection[str],
    has_service_role: bool,
) -> list[str]:  # fmt: skip
    """An account opens everything its officer may see, so few may change how it is opened.

    `other_agencies` are the organisations, other than the administrator's, where the officer is
    posted: a new password would open their records too.
    """
    if is_system:
        return objections_to_system_account(is_system=True)
    objections = []
    if is_self:
        objections.append("You cannot do this to your own account. Ask another administrator.")
    if is_of_service(roles):
        return objections
    if has_service_role:
        objections.append(
            "This officer administers the service. Ask an administrator of the service."
        )
    if other_agencies:
        objections.append(
            f"This officer is also posted to {_and(sorted(other_agencies))}. Ask an administrator "
            "of the service."
        )
    return objections


def objections_to_open_elsewhere(roles: Roles, *, holds_elsewhere: bool) -> list[str]:
    """A new password would open another organisation's records, which the officer sees in person.

    It says neither which records nor how many: the administrator sees none of them.
    """
    if is_of_service(roles) or not holds_elsewhere:
        return []
    return [
        "This officer also has access to records of another organisation. Ask an administrator of "
        "the service to give the password."
    ]


def objections_to_system_account(*, is_system: bool) -> list[str]:
    """The system acts in its one posting: with another, or none, it can record nothing."""
    return ["The system's own account cannot be changed."] if is_system else []


def objections_to_roles(roles: Roles, given: Collection[str], *, is_self: bool) -> list[str]:
    """Nobody gives themselves a role, and an administrator's posting opens no record."""
    objections = []
    if is_self:
        objections.append(
            "You cannot post yourself or change your own roles. Ask another administrator."
        )
    theirs = {SERVICE, ORGANISATION} & set(given)
    if theirs and len(set(given)) > 1:
        objections.append(
            "A posting as administrator has no other role. Make a second posting for other work."
        )
    if theirs and not is_of_service(roles):
        objections.append("Only an administrator of the service can make someone an administrator.")
    return objections


def _and(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
