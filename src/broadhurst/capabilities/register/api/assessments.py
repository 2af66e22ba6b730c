"""Endpoints of assessments."""

from django.http import HttpResponse
from ninja import Router

from broadhurst.capabilities.register.api.schemas import AssessmentOut, ModerationOut
from broadhurst.capabilities.register.api.shapes import as_assessment, as_moderation
from broadhurst.capabilities.register.commands.assess import AssessForm, assess
from broadhurst.capabilities.register.commands.moderate import ModerateForm, moderate
from broadhurst.capabilities.register.models import Assessment, Ocg
from broadhurst.foundation.doors import api
from broadhurst.foundation.doors.wall import ActingRequest

router = Router()


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
