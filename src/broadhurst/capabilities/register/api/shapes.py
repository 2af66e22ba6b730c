"""OCGs and assessments as JSON."""

from typing import Any

from broadhurst.capabilities.register.counting import count_open_hits
from broadhurst.capabilities.register.models import (
    Assessment,
    Identifier,
    Lead,
    Membership,
    Moderation,
    Ocg,
)
from broadhurst.capabilities.register.queries import standing
from broadhurst.capabilities.register.rules.receipts import Receipt


def in_list(ocg: Any) -> dict[str, Any]:
    return {
        "ref": ocg.ref,
        "name": ocg.name,
        "threat_types": ocg.threat_types,
        "state": ocg.state,
        "owner": ocg.owner_unit,
        "agency": ocg.owner_agency,
        "sio": ocg.sio,
        "lro": ocg.lro,
        "band": ocg.band,
        "tier": ocg.tier,
        "review_due_on": ocg.review_due_on,
        "open_hits": ocg.open_hits,
    }


def in_full(ocg: Ocg) -> dict[str, Any]:
    now = standing(ocg)
    count_open_hits([ocg])
    return {
        "ref": ocg.ref,
        "name": ocg.name,
        "threat_types": ocg.threat_types,
        "state": ocg.state,
        "description": ocg.description,
        "national_ref": ocg.national_ref,
        "registered_at": ocg.registered_at,
        "owner": now.owner.key,
        "leads": [as_lead(one) for one in now.leads],
        "open_hits": ocg.open_hits,
    }


def as_lead(lead: Lead) -> dict[str, Any]:
    return {"role": lead.role, "officer": lead.officer.username, "from_at": lead.from_at}


def as_member(member: Membership) -> dict[str, Any]:
    return {
        "person": member.person.ref,
        "category": member.category,
        "part": member.part,
        "is_exploited": member.is_exploited,
        "checks": [as_receipt(one) for one in member.receipts],
    }


def as_identifier(identifier: Identifier) -> dict[str, Any]:
    return {
        "kind": identifier.kind,
        "value": identifier.value,
        "checks": [as_receipt(one) for one in identifier.receipts],
    }


def as_assessment(one: Assessment) -> dict[str, Any]:
    return {
        "ref": one.ref,
        "scheme": one.scheme.version,
        "scores": one.scores,
        "score": one.score,
        "unknowns": one.unknowns,
        "scored_at": one.scored_at,
    }


def as_moderation(one: Moderation) -> dict[str, Any]:
    return {
        "outcome": one.outcome,
        "band": one.band,
        "tier": one.tier,
        "review_due_on": one.review_due_on,
    }


def as_receipt(one: Receipt) -> dict[str, Any]:
    return {
        "receipt": one.ref,
        "hit_count": one.hit_count,
        "referred": one.referred,
        "answer": one.answer,
        "not_checked": one.not_checked,
        "caveat": one.caveat,
    }
