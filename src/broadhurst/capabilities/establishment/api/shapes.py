"""JSON of organisations, units, officers and the rows that belong to them."""

from typing import Any

from broadhurst.foundation.agencies.models import (
    Agency,
    ApiToken,
    Appointment,
    District,
    Officer,
    Oversight,
    Posting,
    RegionMember,
    Session,
    Unit,
)


def as_agency(agency: Agency) -> dict[str, Any]:
    return {
        "key": agency.key,
        "name": agency.name,
        "short_name": agency.short_name,
        "kind": agency.kind,
        "nation": agency.nation,
        "from_on": agency.from_on,
        "until_on": agency.until_on,
        "succeeds": agency.succeeds.key if agency.succeeds else None,
    }


def as_oversight(oversight: Oversight) -> dict[str, Any]:
    return {
        "force": oversight.force.key,
        "body": oversight.body.key,
        "from_on": oversight.from_on,
        "until_on": oversight.until_on,
    }


def as_member(membership: RegionMember) -> dict[str, Any]:
    return {
        "organisation": membership.agency.key,
        "region": membership.region.key,
        "from_on": membership.from_on,
        "until_on": membership.until_on,
    }


def as_district(district: District) -> dict[str, Any]:
    return {
        "key": district.key,
        "name": district.name,
        "organisation": district.force.key,
        "council": district.council.key if district.council else None,
        "until_on": district.until_on,
    }


def as_unit(unit: Unit) -> dict[str, Any]:
    return {
        "key": unit.key,
        "name": unit.name,
        "organisation": unit.agency.key,
        "kind": unit.kind,
        "district": unit.district.key if unit.district else None,
        "duty_contact": unit.duty_contact,
        "from_on": unit.from_on,
        "until_on": unit.until_on,
    }


def as_officer(officer: Officer) -> dict[str, Any]:
    return {
        "username": officer.username,
        "name": officer.name,
        "grade": officer.grade,
        "organisation": officer.agency.key if officer.agency else None,
        "is_active": officer.is_active,
    }


def as_posting(posting: Posting) -> dict[str, Any]:
    return {
        "ref": posting.ref,
        "officer": posting.officer.username,
        "unit": posting.unit.key,
        "title": posting.title,
        "roles": list(posting.roles),
        "from_on": posting.from_on,
        "until_on": posting.until_on,
    }


def as_appointment(appointment: Appointment) -> dict[str, Any]:
    return {
        "ref": appointment.ref,
        "officer": appointment.officer.username,
        "organisation": appointment.agency.key,
        "post": appointment.post,
        "responsibility": appointment.kind,
        "from_on": appointment.from_on,
        "until_on": appointment.until_on,
    }


def as_token(token: ApiToken) -> dict[str, Any]:
    return {
        "ref": token.ref,
        "label": token.label,
        "officer": token.posting.officer.username,
        "unit": token.posting.unit.key,
        "created_at": token.created_at,
        "expires_at": token.expires_at,
        "revoked_at": token.revoked_at,
    }


def as_session(session: Session) -> dict[str, Any]:
    return {
        "ref": session.ref,
        "officer": session.officer.username if session.officer else None,
        "began_at": session.began_at,
        "ends_at": session.expire_date,
    }
