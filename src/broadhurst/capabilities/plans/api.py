"""The JSON door of plans."""

from typing import Any

from django.http import HttpResponse
from ninja import Router

from broadhurst.capabilities.plans.commands.accept_action import AcceptActionForm, accept_action
from broadhurst.capabilities.plans.commands.add_action import AddActionForm, add_action
from broadhurst.capabilities.plans.commands.add_objective import AddObjectiveForm, add_objective
from broadhurst.capabilities.plans.commands.agree import AgreeForm, agree
from broadhurst.capabilities.plans.commands.cancel_action import CancelActionForm, cancel_action
from broadhurst.capabilities.plans.commands.complete_action import (
    CompleteActionForm,
    complete_action,
)
from broadhurst.capabilities.plans.commands.draft import DraftForm, draft
from broadhurst.capabilities.plans.commands.report_progress import (
    ReportProgressForm,
    report_progress,
)
from broadhurst.capabilities.plans.commands.review import ReviewForm, review
from broadhurst.capabilities.plans.models import Action, Objective, Plan, Progress, Review
from broadhurst.capabilities.plans.queries import (
    actions_of,
    objectives_of,
    planned_actions,
    plans,
    seen_actions,
)
from broadhurst.capabilities.register.models import Ocg
from broadhurst.foundation.doors import api
from broadhurst.foundation.doors.wall import ActingRequest

router = Router(tags=["plans"])


@router.get("/ocgs/{ref}/plans", summary="The versions of an OCG's 4P plan")
def versions(request: ActingRequest, ref: str) -> HttpResponse:
    ocg = api.find(request, Ocg.objects.select_related("dossier"), ref=ref)
    return api.listed(request, plans().filter(ocg=ocg), by="-version", as_json=as_plan)


@router.post("/ocgs/{ref}/draft", **api.verb(DraftForm, "Draft a 4P plan"))
def draft_plan(request: ActingRequest, ref: str) -> HttpResponse:
    ocg = api.find(request, Ocg.objects.select_related("dossier"), ref=ref)
    return api.ask(request, DraftForm, draft, as_json=as_plan, status=201, ocg=ocg)


@router.get("/plans/{ref}", summary="One version of a 4P plan")
def plan(request: ActingRequest, ref: str) -> HttpResponse:
    found = api.find(request, plans(), ref=ref)
    body = as_plan(found) | {
        "objectives": [as_objective(one) for one in objectives_of(found)],
        "actions": [as_action(one) for one in actions_of(found)],
        "reviews": [as_review(one) for one in found.reviews.select_related("reviewed_by")],
    }
    return api.answer(body)


@router.post("/plans/{ref}/add-objective", **api.verb(AddObjectiveForm, "Add an objective"))
def objective(request: ActingRequest, ref: str) -> HttpResponse:
    found = api.find(request, plans(), ref=ref)
    return api.ask(
        request, AddObjectiveForm, add_objective, as_json=as_objective, status=201, plan=found
    )


@router.post("/plans/{ref}/add-action", **api.verb(AddActionForm, "Add an action"))
def action(request: ActingRequest, ref: str) -> HttpResponse:
    found = api.find(request, plans(), ref=ref)
    return api.ask(request, AddActionForm, add_action, as_json=as_action, status=201, plan=found)


@router.post("/plans/{ref}/agree", **api.verb(AgreeForm, "Agree a 4P plan"))
def agree_plan(request: ActingRequest, ref: str) -> HttpResponse:
    return api.ask(
        request, AgreeForm, agree, as_json=as_plan, plan=api.find(request, plans(), ref=ref)
    )


@router.post("/plans/{ref}/review", **api.verb(ReviewForm, "Review a 4P plan"))
def review_plan(request: ActingRequest, ref: str) -> HttpResponse:
    found = api.find(request, plans(), ref=ref)
    return api.ask(request, ReviewForm, review, as_json=as_review, status=201, plan=found)


@router.get("/actions", summary="List the open actions you may see")
def actions(request: ActingRequest) -> HttpResponse:
    rows = seen_actions().filter(closed_at=None)
    return api.listed(request, rows, by="due_on", as_json=as_action)


@router.get("/actions/{ref}", summary="One action, with what was reported on it")
def one_action(request: ActingRequest, ref: str) -> HttpResponse:
    found = api.find(request, seen_actions(), ref=ref)
    reported = [as_progress(one) for one in found.progress.select_related("officer")]
    return api.answer(as_action(found) | {"progress": reported})


@router.post("/actions/{ref}/accept-action", **api.verb(AcceptActionForm, "Accept an action"))
def accept(request: ActingRequest, ref: str) -> HttpResponse:
    found = api.find(request, seen_actions(), ref=ref)
    return api.ask(request, AcceptActionForm, accept_action, as_json=as_action, action=found)


@router.post("/actions/{ref}/report-progress", **api.verb(ReportProgressForm, "Report progress"))
def progress(request: ActingRequest, ref: str) -> HttpResponse:
    found = api.find(request, seen_actions(), ref=ref)
    return api.ask(
        request, ReportProgressForm, report_progress, as_json=as_progress, status=201, action=found
    )


@router.post("/actions/{ref}/complete-action", **api.verb(CompleteActionForm, "Report it done"))
def complete(request: ActingRequest, ref: str) -> HttpResponse:
    found = api.find(request, seen_actions(), ref=ref)
    return api.ask(request, CompleteActionForm, complete_action, as_json=as_action, action=found)


@router.post("/actions/{ref}/cancel-action", **api.verb(CancelActionForm, "Cancel an action"))
def cancel(request: ActingRequest, ref: str) -> HttpResponse:
    found = api.find(request, planned_actions(), ref=ref)
    return api.ask(request, CancelActionForm, cancel_action, as_json=as_action, action=found)


def as_plan(one: Plan) -> dict[str, Any]:
    return {
        "ref": one.ref,
        "version": one.version,
        "stage": one.stage,
        "aim": one.aim,
        "owner": one.owner_unit.key,
        "drafted_at": one.drafted_at,
        "agreed_at": one.agreed_at,
        "superseded_at": one.superseded_at,
        "first_review_on": one.first_review_on,
    }


def as_objective(one: Objective) -> dict[str, Any]:
    return {"ref": one.ref, "p": one.p, "text": one.text}


def as_action(one: Action) -> dict[str, Any]:
    """What the unit that answers for an action may read: nothing here comes from the plan."""
    return {
        "ref": one.ref,
        "p": one.p,
        "title": one.title,
        "brief": one.brief,
        "shared_under": one.shared_under,
        "accountable_unit": one.accountable_unit.key,
        "asking_unit": one.asking_unit.key,
        "due_on": one.due_on,
        "stage": one.stage,
        "asked_at": one.asked_at,
        "accepted_at": one.accepted_at,
        "closed_at": one.closed_at,
        "outcome": one.outcome,
    }


def as_progress(one: Progress) -> dict[str, Any]:
    return {"at": one.at, "officer": one.officer.username, "text": one.text}


def as_review(one: Review) -> dict[str, Any]:
    return {
        "reviewed_at": one.reviewed_at,
        "reviewed_by": one.reviewed_by.username,
        "findings": one.findings,
        "next_review_on": one.next_review_on,
    }
