"""Endpoints of assessments. The surface `ocgs` has those of OCGs."""

from django.http import HttpResponse
from ninja import Router

from broadhurst.capabilities.register.commands.assess import AssessForm, assess
from broadhurst.capabilities.register.commands.moderate import ModerateForm, moderate
from broadhurst.capabilities.register.models import Assessment, Moderation, Ocg
from broadhurst.capabilities.register.schemas import AssessmentOut, ModerationOut
from broadhurst.foundation.doors import api
from broadhurst.foundation.doors.wall import ActingRequest

router = Router(tags=["register"])


@router.post(
    "/ocgs/{ref}/assess", **api.verb(AssessForm, "Assess an OCG", 201, answer=AssessmentOut)
)
def assessment(request: ActingRequest, ref: str) -> HttpResponse:
    ocg = api.find(request, Ocg.objects.all(), ref=ref)
    return api.ask(request, AssessForm, assess, as_json=as_assessment, status=201, ocg=ocg)


@router.post(
    "/assessments/{ref}/moderate",
    **api.verb(ModerateForm, "Moderate an assessment", answer=ModerationOut),
)
def moderation(request: ActingRequest, ref: str) -> HttpResponse:
    rows = Assessment.objects.select_related("ocg", "scheme", "scored_by", "dossier")
    assessment = api.find(request, rows, ref=ref)
    return api.ask(request, ModerateForm, moderate, as_json=as_moderation, assessment=assessment)


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
