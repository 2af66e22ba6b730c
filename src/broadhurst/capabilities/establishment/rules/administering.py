"""Rules on who may administer the service or one organisation. Pure."""

from collections.abc import Collection

from broadhurst.foundation.govuk.words import joined

SERVICE, ORGANISATION = "administrator", "organisation_administrator"
INSPECTOR = "inspector"
ADMINISTRATORS_ONLY = "Only an administrator can do this."
OF_THE_SERVICE_ONLY = "Only an administrator of the service can do this."

Roles = Collection[str]


def is_of_service(roles: Roles) -> bool:
    """Whether an officer administers the whole service."""
    return SERVICE in roles


def administers(roles: Roles) -> bool:
    """Whether an officer administers anything."""
    return SERVICE in roles or ORGANISATION in roles


def objections_to_open(roles: Roles) -> list[str]:
    """Only administrators open the administration pages."""
    return [] if administers(roles) else [ADMINISTRATORS_ONLY]


def objections_to_administer(roles: Roles) -> list[str]:
    """Only the service's administrators change organisations and regions.

    The same goes for policing bodies.
    """
    if is_of_service(roles):
        return []
    return [OF_THE_SERVICE_ONLY if administers(roles) else ADMINISTRATORS_ONLY]


def objections_to_administer_in(roles: Roles, *, own_agency: int, agency: int | None) -> list[str]:
    """An organisation's administrators manage its units, officers and postings.

    The service's administrators manage them too. `own_agency` is the id of the actor's
    organisation, and `agency` the id of the organisation to change.
    """
    if is_of_service(roles) or (administers(roles) and own_agency == agency):
        return []
    if not administers(roles):
        return [ADMINISTRATORS_ONLY]
    return [
        "You can only do this in your own organisation. Ask its administrator, or an administrator "
        "of the service."
    ]


def objections_to_appoint_oneself(*, is_self: bool) -> list[str]:
    """Administrators cannot record their own appointment."""
    return ["You cannot appoint yourself. Ask another administrator."] if is_self else []


def objections_to_change_account(
    roles: Roles, *, is_self: bool, is_system: bool, other_agencies: Collection[str],
    has_service_role: bool,
) -> list[str]:  # fmt: skip
    """Few may change an account, because it opens all its officer may see.

    `other_agencies` are the organisations, other than the administrator's, where the officer is
    posted. A new password would open their records too.
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
            f"This officer is also posted to {joined(sorted(other_agencies))}. Ask an "
            "administrator of the service."
        )
    return objections


def objections_to_open_elsewhere(roles: Roles, *, holds_elsewhere: bool) -> list[str]:
    """A new password must not open another organisation's records.

    The officer may have personal access to some. The refusal says neither which records nor how
    many, because the administrator sees none of them.
    """
    if is_of_service(roles) or not holds_elsewhere:
        return []
    return [
        "This officer also has access to records of another organisation. Ask an administrator of "
        "the service to give the password."
    ]


def objections_to_system_account(*, is_system: bool) -> list[str]:
    """The system's account cannot change: it records only in its one posting."""
    return ["The system's own account cannot be changed."] if is_system else []


def objections_to_roles(roles: Roles, new_roles: Collection[str], *, is_self: bool) -> list[str]:
    """Administrators cannot give themselves roles, or mix administration with others.

    A posting as administrator opens no record.
    """
    objections = []
    if is_self:
        objections.append(
            "You cannot post yourself or change your own roles. Ask another administrator."
        )
    administrator_roles = {SERVICE, ORGANISATION} & set(new_roles)
    if administrator_roles and len(set(new_roles)) > 1:
        objections.append(
            "A posting as administrator has no other role. Make a second posting for other work."
        )
    if administrator_roles and not is_of_service(roles):
        objections.append("Only an administrator of the service can make someone an administrator.")
    return objections


def objections_to_inspect(kind: str, new_roles: Collection[str]) -> list[str]:
    """An inspector works for an inspectorate, and a posting that only reads has no other role."""
    if INSPECTOR not in new_roles:
        return []
    objections = []
    if kind != "inspectorate":
        objections.append("Only someone in a unit of an inspectorate can be an inspector.")
    if len(set(new_roles)) > 1:
        objections.append(
            "A posting as inspector has no other role, because it only reads. "
            "Make a second posting for other work."
        )
    return objections
