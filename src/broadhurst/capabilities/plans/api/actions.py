"""JSON API of actions."""

from django.http import HttpResponse
from ninja import Router

from broadhurst.capabilities.plans.api.shapes import as_action, as_progress
from broadhurst.capabilities.plans.commands.accept_action import AcceptActionForm, accept_action
from broadhurst.capabilities.plans.commands.cancel_action import CancelActionForm, cancel_action
from broadhurst.capabilities.plans.commands.complete_action import (
    CompleteActionForm,
    complete_action,
)
from broadhurst.capabilities.plans.commands.report_progress import (
    ReportProgressForm,
    report_progress,
)
from broadhurst.capabilities.plans.queries import planned_actions, seen_actions
from broadhurst.foundation.doors import api
from broadhurst.foundation.doors.wall import ActingRequest

router = Router()


@router.get("/actions", **api.listing("List the open actions you may see"))
def actions(request: ActingRequest) -> HttpResponse:
    rows = seen_actions().filter(closed_at=None)
    return api.listed(request, rows, by="due_on", as_json=as_action)


@router.get("/actions/{ref}", summary="One action, with what was reported on it")
def one_action(request: ActingRequest, ref: str) -> HttpResponse:
    action = api.find(request, seen_actions(), ref=ref)
    reported = [
        as_progress(progress_row) for progress_row in action.progress.select_related("officer")
    ]
    return api.answer(as_action(action) | {"progress": reported})


@router.post("/actions/{ref}/accept-action", **api.verb(AcceptActionForm, "Accept an action"))
def accept(request: ActingRequest, ref: str) -> HttpResponse:
    action = api.find(request, seen_actions(), ref=ref)
    return api.ask(request, AcceptActionForm, accept_action, as_json=as_action, action=action)


@router.post(
    "/actions/{ref}/report-progress", **api.verb(ReportProgressForm, "Report progress", 201)
)
def progress(request: ActingRequest, ref: str) -> HttpResponse:
    action = api.find(request, seen_actions(), ref=ref)
    return api.ask(
        request, ReportProgressForm, report_progress, as_json=as_progress, status=201, action=action
    )


@router.post("/actions/{ref}/complete-action", **api.verb(CompleteActionForm, "Report it done"))
def complete(request: ActingRequest, ref: str) -> HttpResponse:
    action = api.find(request, seen_actions(), ref=ref)
    return api.ask(request, CompleteActionForm, complete_action, as_json=as_action, action=action)


@router.post("/actions/{ref}/cancel-action", **api.verb(CancelActionForm, "Cancel an action"))
def cancel(request: ActingRequest, ref: str) -> HttpResponse:
    action = api.find(request, planned_actions(), ref=ref)
    return api.ask(request, CancelActionForm, cancel_action, as_json=as_action, action=action)
