"""What the API answers of organisations, units, officers and what they have."""

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


def as_agency(one: Agency) -> dict[str, Any]:
    return {
        "key": one.key,
        "name": one.name,
        "short_name": one.short_name,
        "kind": one.kind,
        "nation": one.nation,
        "from_on": one.from_on,
        "until_on": one.until_on,
        "succeeds": one.succeeds.key if one.succeeds else None,
    }


def as_oversight(one: Oversight) -> dict[str, Any]:
    return {
        "force": one.force.key,
        "body": one.body.key,
        "from_on": one.from_on,
        "until_on": one.until_on,
    }


def as_member(one: RegionMember) -> dict[str, Any]:
    return {
        "organisation": one.agency.key,
        "region": one.region.key,
        "from_on": one.from_on,
        "until_on": one.until_on,
    }


def as_district(one: District) -> dict[str, Any]:
    return {
        "key": one.key,
        "name": one.name,
        "organisation": one.force.key,
        "council": one.council.key if one.council else None,
        "until_on": one.until_on,
    }


def as_unit(one: Unit) -> dict[str, Any]:
    return {
        "key": one.key,
        "name": one.name,
        "organisation": one.agency.key,
        "kind": one.kind,
        "district": one.district.key if one.district else None,
        "duty_contact": one.duty_contact,
        "from_on": one.from_on,
        "until_on": one.until_on,
    }


def as_officer(one: Officer) -> dict[str, Any]:
    return {
        "username": one.username,
        "name": one.name,
        "grade": one.grade,
        "organisation": one.agency.key if one.agency else None,
        "is_active": one.is_active,
    }


def as_posting(one: Posting) -> dict[str, Any]:
    return {
        "ref": one.ref,
        "officer": one.officer.username,
        "unit": one.unit.key,
        "title": one.title,
        "roles": list(one.roles),
        "from_on": one.from_on,
        "until_on": one.until_on,
    }


def as_appointment(one: Appointment) -> dict[str, Any]:
    return {
        "ref": one.ref,
        "officer": one.officer.username,
        "organisation": one.agency.key,
        "post": one.post,
        "responsibility": one.kind,
        "from_on": one.from_on,
        "until_on": one.until_on,
    }


def as_token(one: ApiToken) -> dict[str, Any]:
    return {
        "ref": one.ref,
        "label": one.label,
        "officer": one.posting.officer.username,
        "unit": one.posting.unit.key,
        "created_at": one.created_at,
        "expires_at": one.expires_at,
        "revoked_at": one.revoked_at,
    }


def as_session(one: Session) -> dict[str, Any]:
    return {
        "ref": one.ref,
        "officer": one.officer.username if one.officer else None,
        "began_at": one.began_at,
        "ends_at": one.expire_date,
    }
