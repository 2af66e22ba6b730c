"""The answers about organisations, units, officers and accounts, from their rows."""

from broadhurst.capabilities.establishment.api.schemas import (
    AgencyDetailOut,
    AgencyOut,
    AppointmentOut,
    DistrictOut,
    NewTokenOut,
    OfficerDetailOut,
    OfficerOut,
    OneTimePasswordOut,
    OversightOut,
    PasswordChangedOut,
    PostingOut,
    PostOut,
    RegionMemberOut,
    SessionEndedOut,
    SessionOut,
    TokenOut,
    UnitOut,
)
from broadhurst.capabilities.establishment.commands.issue_token import NewToken
from broadhurst.foundation.agencies.models import (
    Agency,
    ApiToken,
    Appointment,
    District,
    Officer,
    Oversight,
    Post,
    Posting,
    RegionMember,
    Session,
    Unit,
)


def as_agency(agency: Agency) -> AgencyOut:
    return AgencyOut(
        key=agency.key,
        name=agency.name,
        short_name=agency.short_name,
        kind=agency.kind,
        nation=agency.nation,
        from_on=agency.from_on,
        until_on=agency.until_on,
        succeeds=agency.succeeds.key if agency.succeeds else None,
    )


def agency_in_full(agency: Agency) -> AgencyDetailOut:
    overseen = agency.overseen_by.select_related("force", "body")
    units = agency.units.select_related("agency", "district")
    districts = agency.districts.select_related("force", "council")
    return AgencyDetailOut(
        **as_agency(agency).model_dump(),
        overseen_by=[as_oversight(row) for row in overseen],
        units=[as_unit(unit) for unit in units],
        districts=[as_district(district) for district in districts],
    )


def as_oversight(oversight: Oversight) -> OversightOut:
    return OversightOut(
        force=oversight.force.key,
        body=oversight.body.key,
        from_on=oversight.from_on,
        until_on=oversight.until_on,
    )


def as_member(membership: RegionMember) -> RegionMemberOut:
    return RegionMemberOut(
        organisation=membership.agency.key,
        region=membership.region.key,
        from_on=membership.from_on,
        until_on=membership.until_on,
    )


def as_district(district: District) -> DistrictOut:
    return DistrictOut(
        key=district.key,
        name=district.name,
        organisation=district.force.key,
        council=district.council.key if district.council else None,
        until_on=district.until_on,
    )


def as_unit(unit: Unit) -> UnitOut:
    return UnitOut(
        key=unit.key,
        name=unit.name,
        organisation=unit.agency.key,
        kind=unit.kind,
        district=unit.district.key if unit.district else None,
        duty_contact=unit.duty_contact,
        from_on=unit.from_on,
        until_on=unit.until_on,
    )


def as_officer(officer: Officer) -> OfficerOut:
    return OfficerOut(
        username=officer.username,
        name=officer.name,
        grade=officer.grade,
        organisation=officer.agency.key if officer.agency else None,
        is_active=officer.is_active,
    )


def officer_in_full(officer: Officer) -> OfficerDetailOut:
    postings = officer.postings.select_related("officer", "unit")
    appointments = officer.appointments.select_related("officer", "post__agency")
    return OfficerDetailOut(
        **as_officer(officer).model_dump(),
        email=officer.email,
        postings=[as_posting(posting) for posting in postings],
        appointments=[as_appointment(post) for post in appointments],
    )


def as_posting(posting: Posting) -> PostingOut:
    return PostingOut(
        ref=posting.ref,
        officer=posting.officer.username,
        unit=posting.unit.key,
        title=posting.title,
        roles=list(posting.roles),
        from_on=posting.from_on,
        until_on=posting.until_on,
    )


def as_appointment(appointment: Appointment) -> AppointmentOut:
    return AppointmentOut(
        ref=appointment.ref,
        officer=appointment.officer.username,
        organisation=appointment.post.agency.key,
        post=appointment.post.title,
        post_ref=appointment.post.ref,
        responsibility=appointment.post.kind,
        basis=appointment.basis,
        from_on=appointment.from_on,
        until_on=appointment.until_on,
        corrected_because=appointment.corrected_because,
        withdrawn_because=appointment.withdrawn_because,
    )


def as_post(post: Post) -> PostOut:
    return PostOut(
        ref=post.ref,
        organisation=post.agency.key,
        title=post.title,
        responsibility=post.kind,
        from_on=post.from_on,
        until_on=post.until_on,
        corrected_because=post.corrected_because,
        withdrawn_because=post.withdrawn_because,
    )


def as_token(token: ApiToken) -> TokenOut:
    return TokenOut(
        ref=token.ref,
        label=token.label,
        opens=token.opens,
        officer=token.posting.officer.username,
        unit=token.posting.unit.key,
        created_at=token.created_at,
        expires_at=token.expires_at,
        revoked_at=token.revoked_at,
    )


def as_session(session: Session) -> SessionOut:
    return SessionOut(
        ref=session.ref,
        officer=session.officer.username if session.officer else None,
        began_at=session.began_at,
        ends_at=session.expire_date,
    )


def as_password_changed(officer: Officer) -> PasswordChangedOut:
    return PasswordChangedOut(officer=officer.username)


def as_one_time_password(secret: str) -> OneTimePasswordOut:
    return OneTimePasswordOut(one_time_password=secret)


def as_new_token(token: NewToken) -> NewTokenOut:
    return NewTokenOut(ref=token.ref, token=token.secret)


def as_ended(ref: str) -> SessionEndedOut:
    return SessionEndedOut(ref=ref)
