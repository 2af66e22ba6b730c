"""Say which forms of administration somebody may open, for `for_record`."""

from broadhurst.capabilities.establishment.queries.accounts import (
    is_system,
    objections_to_account,
    objections_to_reset,
)
from broadhurst.capabilities.establishment.queries.organisations import (
    membership_open_of,
    oversight_open_for,
)
from broadhurst.capabilities.establishment.rules import accounts, administering
from broadhurst.capabilities.establishment.rules import districts as district_rules
from broadhurst.capabilities.establishment.rules.appointments import objections_to_withdrawn
from broadhurst.capabilities.establishment.rules.organisations import (
    objections_to_end_oversight,
    objections_to_ended,
    objections_to_leave_region,
)
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.agencies.models import (
    Agency,
    Appointment,
    District,
    Officer,
    Post,
    Posting,
    Unit,
)


def to_close_account(actor: Actor, officer: Officer) -> list[str]:
    """The rule of the form that closes an account."""
    return objections_to_account(actor, officer) or accounts.objections_to_close_account(
        is_active=officer.is_active
    )


def to_reopen_account(actor: Actor, officer: Officer) -> list[str]:
    """The rule of the form that reopens an account."""
    return objections_to_account(actor, officer) or accounts.objections_to_reopen_account(
        is_active=officer.is_active
    )


def to_reset_password(actor: Actor, officer: Officer) -> list[str]:
    """The rule of the form that gives a one-time password."""
    return objections_to_reset(actor, officer) or accounts.objections_to_active(
        officer.name, is_active=officer.is_active
    )


def to_post(actor: Actor, officer: Officer) -> list[str]:
    """The rule of the form that posts an officer to a unit."""
    is_self = officer == actor.officer
    return administering.objections_to_system_account(
        is_system=is_system(officer)
    ) or administering.objections_to_roles(
        actor.roles, (), is_self=is_self
    ) + accounts.objections_to_active(officer.name, is_active=officer.is_active)


def to_change_posting(actor: Actor, posting: Posting) -> list[str]:
    """The rule of the forms that change or end a posting."""
    officer, agency = posting.officer, posting.unit.agency_id
    return (
        administering.objections_to_administer_in(
            actor.roles, own_agency=actor.agency.pk, agency=agency
        )
        or administering.objections_to_system_account(is_system=is_system(officer))
        or administering.objections_to_roles(actor.roles, (), is_self=officer == actor.officer)
        + accounts.objections_to_change_roles(actor.roles, posting.roles)
    )


def to_close_agency(_actor: Actor, agency: Agency) -> list[str]:
    """The rule of the form that closes an organisation."""
    return objections_to_ended("organisation", agency.until_on)


def to_end_oversight(_actor: Actor, agency: Agency) -> list[str]:
    """The rule of the form that ends the oversight of a force."""
    return objections_to_end_oversight(is_overseen=oversight_open_for(agency) is not None)


def to_leave_region(_actor: Actor, agency: Agency) -> list[str]:
    """The rule of the form that ends an organisation's time in its region."""
    return objections_to_leave_region(is_member=membership_open_of(agency) is not None)


def to_close_unit(_actor: Actor, unit: Unit) -> list[str]:
    """The rule of the form that closes a unit."""
    return objections_to_ended("unit", unit.until_on)


def to_edit_district(_actor: Actor, district: District) -> list[str]:
    """The rule of the form that edits a district."""
    return district_rules.objections_to_edit_district(district.until_on, clock.today())


def to_close_district(_actor: Actor, district: District) -> list[str]:
    """The rule of the form that closes a district."""
    return objections_to_ended("district", district.until_on)


def to_change_post(_actor: Actor, post: Post) -> list[str]:
    """The rule of the forms about a post that an organisation has."""
    return objections_to_withdrawn("post", is_withdrawn=post.withdrawn_at is not None)


def to_close_post(actor: Actor, post: Post) -> list[str]:
    """The rule of the form that closes a post."""
    return to_change_post(actor, post) + objections_to_ended("post", post.until_on)


def to_change_appointment(actor: Actor, appointment: Appointment) -> list[str]:
    """The rule of the forms about an appointment: nobody changes their own."""
    is_self = appointment.officer_id == actor.officer.pk
    return administering.objections_to_appoint_oneself(is_self=is_self) + objections_to_withdrawn(
        "appointment", is_withdrawn=appointment.withdrawn_at is not None
    )


def to_end_appointment(_actor: Actor, appointment: Appointment) -> list[str]:
    """The rule of the form that ends an appointment."""
    return objections_to_withdrawn(
        "appointment", is_withdrawn=appointment.withdrawn_at is not None
    ) + objections_to_ended("appointment", appointment.until_on)
