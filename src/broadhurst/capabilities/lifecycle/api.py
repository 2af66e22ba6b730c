"""Endpoints of the steps of an OCG's life."""

from collections.abc import Callable

from django.http import HttpResponse
from ninja import Router

from broadhurst.capabilities.lifecycle.commands.adopt import AdoptForm, adopt
from broadhurst.capabilities.lifecycle.commands.decline_adoption import (
    DeclineAdoptionForm,
    decline_adoption,
)
from broadhurst.capabilities.lifecycle.commands.keep_dormant import KeepDormantForm, keep_dormant
from broadhurst.capabilities.lifecycle.commands.make_dormant import MakeDormantForm, make_dormant
from broadhurst.capabilities.lifecycle.commands.reopen import ReopenForm, reopen
from broadhurst.capabilities.lifecycle.commands.report import ReportForm, report
from broadhurst.capabilities.lifecycle.commands.resume_work import ResumeWorkForm, resume_work
from broadhurst.capabilities.lifecycle.commands.start_assessment import (
    StartAssessmentForm,
    start_assessment,
)
from broadhurst.capabilities.lifecycle.queries.shown import life_of
from broadhurst.capabilities.lifecycle.schemas import LifeOut, StageOut
from broadhurst.capabilities.register.models import Ocg
from broadhurst.capabilities.register.queries.statuses import StatusSpan
from broadhurst.foundation.doors import api
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.wall import ActingRequest

router = Router(tags=["register"])


# Before the addresses of one OCG, which have the same form.
@router.post("/ocgs/report", **api.verb(ReportForm, "Report a threat", 201, answer=LifeOut))
def report_endpoint(request: ActingRequest) -> HttpResponse:
    return api.ask(request, ReportForm, report, as_json=as_life, status=201)


@router.get(
    "/ocgs/{ref}/life",
    summary="The statuses of an OCG over time, oldest first",
    response=api.items_of(StageOut),
)
def life(request: ActingRequest, ref: str) -> HttpResponse:
    return api.all_of(life_of(_find_ocg(request, ref)), as_stage)


@router.post(
    "/ocgs/{ref}/start-assessment",
    **api.verb(StartAssessmentForm, "Start the assessment of a reported OCG", answer=LifeOut),
)
def start_assessment_endpoint(request: ActingRequest, ref: str) -> HttpResponse:
    return _step(request, ref, StartAssessmentForm, start_assessment)


@router.post(
    "/ocgs/{ref}/adopt", **api.verb(AdoptForm, "Adopt an OCG that was assessed", answer=LifeOut)
)
def adopt_endpoint(request: ActingRequest, ref: str) -> HttpResponse:
    return _step(request, ref, AdoptForm, adopt)


@router.post(
    "/ocgs/{ref}/decline-adoption",
    **api.verb(DeclineAdoptionForm, "Record why an OCG is not adopted", answer=LifeOut),
)
def decline_adoption_endpoint(request: ActingRequest, ref: str) -> HttpResponse:
    return _step(request, ref, DeclineAdoptionForm, decline_adoption)


@router.post(
    "/ocgs/{ref}/reopen",
    **api.verb(ReopenForm, "Reopen an OCG that was not adopted", answer=LifeOut),
)
def reopen_endpoint(request: ActingRequest, ref: str) -> HttpResponse:
    return _step(request, ref, ReopenForm, reopen)


@router.post(
    "/ocgs/{ref}/make-dormant", **api.verb(MakeDormantForm, "Make an OCG dormant", answer=LifeOut)
)
def make_dormant_endpoint(request: ActingRequest, ref: str) -> HttpResponse:
    return _step(request, ref, MakeDormantForm, make_dormant)


@router.post(
    "/ocgs/{ref}/keep-dormant", **api.verb(KeepDormantForm, "Keep an OCG dormant", answer=LifeOut)
)
def keep_dormant_endpoint(request: ActingRequest, ref: str) -> HttpResponse:
    return _step(request, ref, KeepDormantForm, keep_dormant)


@router.post(
    "/ocgs/{ref}/resume-work",
    **api.verb(ResumeWorkForm, "Resume work on a dormant OCG", answer=LifeOut),
)
def resume_work_endpoint(request: ActingRequest, ref: str) -> HttpResponse:
    return _step(request, ref, ResumeWorkForm, resume_work)


def _step(
    request: ActingRequest, ref: str, form: type[CommandForm], then: Callable[..., Ocg]
) -> HttpResponse:
    return api.ask(request, form, then, as_json=as_life, ocg=_find_ocg(request, ref))


def _find_ocg(request: ActingRequest, ref: str) -> Ocg:
    return api.find(request, Ocg.objects.select_related("dossier"), ref=ref)


def as_life(ocg: Ocg) -> LifeOut:
    return LifeOut(ref=ocg.ref, kind=ocg.kind, name=ocg.name, state=ocg.status, due_on=ocg.due_on)


def as_stage(span: StatusSpan) -> StageOut:
    return StageOut(
        state=span.status,
        reason=span.reason,
        explanation=span.explanation,
        due_on=span.due_on,
        begun_by=span.begun_by.username,
        from_at=span.from_at,
        until_at=span.until_at,
    )
