"""JSON API of plans: their versions, objectives and reviews."""

from django.http import HttpResponse
from ninja import Router

from broadhurst.capabilities.plans.api.schemas import (
    ActionOut,
    ObjectiveOut,
    PlanDetailOut,
    PlanOut,
    PlanReviewOut,
)
from broadhurst.capabilities.plans.api.shapes import (
    as_action,
    as_objective,
    as_plan,
    as_review,
    plan_in_full,
)
from broadhurst.capabilities.plans.commands.add_action import AddActionForm, add_action
from broadhurst.capabilities.plans.commands.add_objective import AddObjectiveForm, add_objective
from broadhurst.capabilities.plans.commands.agree import AgreeForm, agree
from broadhurst.capabilities.plans.commands.draft import DraftForm, draft
from broadhurst.capabilities.plans.commands.review import ReviewForm, review
from broadhurst.capabilities.plans.queries.plan_on_paper import PLAN_COPY
from broadhurst.capabilities.plans.queries.versions import plans
from broadhurst.capabilities.register.models import Ocg
from broadhurst.foundation.doors import api
from broadhurst.foundation.doors.wall import ActingRequest
from broadhurst.foundation.record_copies.api import add_downloads

router = Router()
add_downloads(router, "/plans/{ref}/copy", PLAN_COPY)


@router.get("/ocgs/{ref}/plans", **api.listing("The versions of an OCG's 4P plan", PlanOut))
def versions(request: ActingRequest, ref: str) -> HttpResponse:
    ocg = api.find(request, Ocg.objects.all(), ref=ref)
    return api.listed(request, plans().filter(ocg=ocg), by="-version", as_json=as_plan)


@router.post("/ocgs/{ref}/draft", **api.verb(DraftForm, "Draft a 4P plan", 201, answer=PlanOut))
def draft_plan(request: ActingRequest, ref: str) -> HttpResponse:
    ocg = api.find(request, Ocg.objects.all(), ref=ref)
    return api.ask(request, DraftForm, draft, as_json=as_plan, status=201, ocg=ocg)


@router.get("/plans/{ref}", summary="One version of a 4P plan", response=PlanDetailOut)
def plan(request: ActingRequest, ref: str) -> HttpResponse:
    return api.answer(plan_in_full(api.find(request, plans(), ref=ref)))


@router.post(
    "/plans/{ref}/add-objective",
    **api.verb(AddObjectiveForm, "Add an objective", 201, answer=ObjectiveOut),
)
def objective(request: ActingRequest, ref: str) -> HttpResponse:
    version = api.find(request, plans(), ref=ref)
    return api.ask(
        request, AddObjectiveForm, add_objective, as_json=as_objective, status=201, plan=version
    )


@router.post(
    "/plans/{ref}/add-action", **api.verb(AddActionForm, "Add an action", 201, answer=ActionOut)
)
def action(request: ActingRequest, ref: str) -> HttpResponse:
    version = api.find(request, plans(), ref=ref)
    return api.ask(request, AddActionForm, add_action, as_json=as_action, status=201, plan=version)


@router.post("/plans/{ref}/agree", **api.verb(AgreeForm, "Agree a 4P plan", answer=PlanOut))
def agree_plan(request: ActingRequest, ref: str) -> HttpResponse:
    return api.ask(
        request, AgreeForm, agree, as_json=as_plan, plan=api.find(request, plans(), ref=ref)
    )


@router.post(
    "/plans/{ref}/review", **api.verb(ReviewForm, "Review a 4P plan", 201, answer=PlanReviewOut)
)
def review_plan(request: ActingRequest, ref: str) -> HttpResponse:
    version = api.find(request, plans(), ref=ref)
    return api.ask(request, ReviewForm, review, as_json=as_review, status=201, plan=version)
