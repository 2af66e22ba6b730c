"""JSON of OCGs, their people and identifiers, and assessments."""

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
from broadhurst.capabilities.register.queries import current_leadership
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
    leadership = current_leadership(ocg)
    count_open_hits([ocg])
    return {
        "ref": ocg.ref,
        "name": ocg.name,
        "threat_types": ocg.threat_types,
        "state": ocg.state,
        "description": ocg.description,
        "national_ref": ocg.national_ref,
        "registered_at": ocg.registered_at,
        "owner": leadership.owner.key,
        "leads": [as_lead(lead) for lead in leadership.leads],
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
        "checks": [as_receipt(receipt) for receipt in member.receipts],
    }


def as_identifier(identifier: Identifier) -> dict[str, Any]:
    return {
        "ref": identifier.ref,
        "person": identifier.person.ref if identifier.person else None,
        "kind": identifier.kind,
        "value": identifier.value,
        "checks": [as_receipt(receipt) for receipt in identifier.receipts],
    }


def as_archiving(archiving: Archiving) -> dict[str, Any]:
    return {
        "ocg": archiving.ocg.ref,
        "reason": archiving.reason,
        "explanation": archiving.explanation,
        "outcome": archiving.outcome,
        "proposed_by": archiving.proposed_by.username,
        "proposed_at": archiving.proposed_at,
    }


def as_assessment(assessment: Assessment) -> dict[str, Any]:
    return {
        "ref": assessment.ref,
        "scheme": assessment.scheme.version,
        "scores": assessment.scores,
        "score": assessment.score,
        "unknowns": assessment.unknowns,
        "scored_at": assessment.scored_at,
    }


def as_moderation(moderation: Moderation) -> dict[str, Any]:
    return {
        "outcome": moderation.outcome,
        "band": moderation.band,
        "tier": moderation.tier,
        "review_due_on": moderation.review_due_on,
    }


def as_receipt(receipt: Receipt) -> dict[str, Any]:
    return {
        "receipt": receipt.ref,
        "hit_count": receipt.hit_count,
        "referred": receipt.referred,
        "answer": receipt.answer,
        "not_checked": receipt.not_checked,
        "caveat": receipt.caveat,
    }
