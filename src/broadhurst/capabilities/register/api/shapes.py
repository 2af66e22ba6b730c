"""The answers about OCGs and their assessments, from their rows."""

from typing import Any

from broadhurst.capabilities.register.api.schemas import (
    AssessmentOut,
    LeadOut,
    ModerationOut,
    OcgOut,
    OcgRowOut,
)
from broadhurst.capabilities.register.counting import count_open_hits
from broadhurst.capabilities.register.models import (
    Assessment,
    Lead,
    Moderation,
    Ocg,
)
from broadhurst.capabilities.register.queries.leadership import current_leadership


def in_list(ocg: Any) -> OcgRowOut:
    return OcgRowOut(
        ref=ocg.ref,
        name=ocg.name,
        threat_types=ocg.threat_types,
        state=ocg.state,
        owner=ocg.owner_unit,
        agency=ocg.owner_agency,
        sio=ocg.sio,
        lro=ocg.lro,
        band=ocg.band,
        tier=ocg.tier,
        review_due_on=ocg.review_due_on,
        open_hits=ocg.open_hits,
    )


def in_full(ocg: Ocg) -> OcgOut:
    leadership = current_leadership(ocg)
    count_open_hits([ocg])
    return OcgOut(
        ref=ocg.ref,
        name=ocg.name,
        threat_types=ocg.threat_types,
        state=ocg.state,
        description=ocg.description,
        national_ref=ocg.national_ref,
        registered_at=ocg.registered_at,
        owner=leadership.owner.key,
        leads=[as_lead(lead) for lead in leadership.leads],
        open_hits=ocg.open_hits or 0,
    )


def as_lead(lead: Lead) -> LeadOut:
    return LeadOut(
        role=lead.role,
        officer=lead.officer.username,
        from_at=lead.from_at,
    )


def as_assessment(assessment: Assessment) -> AssessmentOut:
    return AssessmentOut(
        ref=assessment.ref,
        scheme=assessment.scheme.version,
        scores=assessment.scores,
        score=assessment.score,
        unknowns=assessment.unknowns,
        scored_at=assessment.scored_at,
    )


def as_moderation(moderation: Moderation) -> ModerationOut:
    return ModerationOut(
        outcome=moderation.outcome,
        band=moderation.band,
        tier=moderation.tier,
        review_due_on=moderation.review_due_on,
    )
