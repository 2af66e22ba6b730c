"""OCGs and assessments as JSON."""

from typing import Any

from broadhurst.capabilities.register.counting import count_open_hits
from broadhurst.capabilities.register.models import (
    Archiving,
    Assessment,
    Identifier,
    Lead,
    Membership,
    Moderation,
    Ocg,
)
from broadhurst.capabilities.register.queries import standing
from broadhurst.capabilities.register.rules import needs_safeguarding
from broadhurst.capabilities.register.rules.receipts import Receipt
from broadhurst.foundation import clock


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
        "name": member.person.name,
        "aliases": member.person.aliases,
        "born_on": member.person.born_on,
        "sex": member.person.sex,
        "category": member.category,
        "part": member.part,
        "is_exploited": member.is_exploited,
        "needs_safeguarding": needs_safeguarding(
            is_exploited=member.is_exploited, born_on=member.person.born_on, today=clock.today()
        ),
        "checks": [as_receipt(one) for one in member.receipts],
    }


def as_identifier(identifier: Identifier) -> dict[str, Any]:
    return {
        "ref": identifier.ref,
        "person": identifier.person.ref if identifier.person else None,
        "kind": identifier.kind,
        "value": identifier.value,
        "checks": [as_receipt(one) for one in identifier.receipts],
    }


def as_archiving(one: Archiving) -> dict[str, Any]:
    return {
        "ocg": one.ocg.ref,
        "reason": one.reason,
        "explanation": one.explanation,
        "outcome": one.outcome,
        "proposed_by": one.proposed_by.username,
        "proposed_at": one.proposed_at,
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
