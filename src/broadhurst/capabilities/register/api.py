"""Assessments as JSON. The surface `ocgs` has the endpoints of OCGs."""

from ninja import Router

from broadhurst.capabilities.register.models import Assessment, Moderation
from broadhurst.capabilities.register.schemas import AssessmentOut, ModerationOut

router = Router(tags=["register"])


def as_assessment(assessment: Assessment) -> AssessmentOut:
    return AssessmentOut(
        ref=assessment.ref,
        scheme=assessment.scheme.version,
        scores=assessment.scores,
        confidence=assessment.confidence,
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
