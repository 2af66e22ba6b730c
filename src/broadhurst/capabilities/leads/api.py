"""The JSON API of LRO training, exemptions and candidates."""

from typing import Any

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from ninja import Router

from broadhurst.capabilities.leads.lists import LROS
from broadhurst.capabilities.leads.models import Training
from broadhurst.capabilities.leads.queries.exemptions import exemptions_of
from broadhurst.capabilities.leads.queries.training import training
from broadhurst.capabilities.leads.queries.workload import Candidate, candidates_for
from broadhurst.capabilities.leads.schemas import CandidateOut, ExemptionOut, LroOut, TrainingOut
from broadhurst.capabilities.register.models import Exemption, Ocg
from broadhurst.foundation.agencies.models import Officer
from broadhurst.foundation.doors import api
from broadhurst.foundation.doors.wall import ActingRequest
from broadhurst.foundation.lists import api as lists

router = Router(tags=["leads"])


@router.get("/lros", **lists.listing(LROS, "List LROs and their training", LroOut))
def list_lros(request: ActingRequest) -> HttpResponseBase:
    return lists.listed(request, LROS, as_lro)


@router.get(
    "/lros/{ref}/training",
    summary="The LRO training of an officer",
    response=api.items_of(TrainingOut),
)
def of_officer(request: ActingRequest, ref: str) -> HttpResponse:
    return api.all_of(training().filter(officer=_find_officer(request, ref)), as_training)


@router.get(
    "/ocgs/{ref}/candidates",
    summary="Officers who could lead an OCG, and their work",
    response=api.items_of(CandidateOut),
)
def candidates(request: ActingRequest, ref: str) -> HttpResponse:
    return api.all_of(candidates_for(_find_ocg(request, ref)), as_candidate)


@router.get(
    "/ocgs/{ref}/exemptions",
    summary="Exemptions of an OCG",
    response=api.items_of(ExemptionOut),
)
def of_ocg(request: ActingRequest, ref: str) -> HttpResponse:
    return api.all_of(exemptions_of(_find_ocg(request, ref)), as_exemption)


def _find_ocg(request: ActingRequest, ref: str) -> Ocg:
    return api.find(request, Ocg.objects.select_related("dossier"), ref=ref)


def _find_officer(request: ActingRequest, ref: str) -> Officer:
    return api.find(request, Officer.objects.filter(is_active=True), username=ref)


def as_training(row: Training) -> TrainingOut:
    return TrainingOut(
        ref=row.ref,
        officer=row.officer.username,
        course=row.course,
        on=row.on,
        recorded_at=row.recorded_at,
        withdrawn_at=row.withdrawn_at,
        withdrawn_because=row.withdrawn_because,
    )


def as_lro(officer: Any) -> LroOut:
    return LroOut(
        officer=officer.username,
        name=officer.name,
        led=officer.led,
        trained_on=officer.trained_on,
        course=officer.trained_in,
    )


def as_exemption(row: Exemption) -> ExemptionOut:
    return ExemptionOut(
        ref=row.ref,
        ocg=row.ocg.ref,
        officer=row.officer.username,
        until_on=row.until_on,
        because=row.because,
        approved_by=row.approved_by.username,
        approved_at=row.approved_at,
        ended_at=row.ended_at,
        ended_because=row.ended_because,
    )


def as_candidate(candidate: Candidate) -> CandidateOut:
    return CandidateOut(
        officer=candidate.officer.username,
        name=candidate.officer.name,
        units=candidate.units,
        is_trained=candidate.is_trained,
        led=candidate.led,
        tier_1=candidate.tier_1,
        tier_2=candidate.tier_2,
        tier_3=candidate.tier_3,
        without_tier=candidate.without_tier,
        overdue_reviews=candidate.overdue_reviews,
        requests=candidate.requests,
        would_be_above=candidate.would_be_above,
    )
