"""JSON API of actions."""

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from ninja import Router

from broadhurst.capabilities.plans.api.schemas import ActionDetailOut, ActionOut, ProgressOut
from broadhurst.capabilities.plans.api.shapes import action_in_full, as_action, as_progress
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
from broadhurst.capabilities.plans.lists import UNIT_ACTIONS
from broadhurst.capabilities.plans.queries.actions import planned_actions, seen_actions
from broadhurst.foundation.doors import api
from broadhurst.foundation.doors.wall import ActingRequest
from broadhurst.foundation.lists import api as lists

router = Router()


@router.get("/actions", **api.listing("List the open actions you can see", ActionOut))
def actions(request: ActingRequest) -> HttpResponse:
    rows = seen_actions().filter(closed_at=None)
    return api.listed(request, rows, by="due_on", as_json=as_action)


@router.get(
    "/unit-actions", **lists.listing(UNIT_ACTIONS, "List the actions of your unit", ActionOut)
)
def unit_actions(request: ActingRequest) -> HttpResponseBase:
    return lists.listed(request, UNIT_ACTIONS, as_action)


@router.post(
    "/unit-actions/accept",
    **lists.verb_on_each(AcceptActionForm, "Accept several actions of your unit"),
)
def accept_each(request: ActingRequest) -> HttpResponse:
    rows = seen_actions()
    return lists.run_on_each(request, AcceptActionForm, accept_action, rows=rows, subject="action")


@router.get(
    "/actions/{ref}", summary="One action, with what was reported on it", response=ActionDetailOut
)
def one_action(request: ActingRequest, ref: str) -> HttpResponse:
    action = api.find(request, seen_actions(), ref=ref)
    return api.answer(action_in_full(action))


@router.post(
    "/actions/{ref}/accept-action",
    **api.verb(AcceptActionForm, "Accept an action", answer=ActionOut),
)
def accept(request: ActingRequest, ref: str) -> HttpResponse:
    action = api.find(request, seen_actions(), ref=ref)
    return api.ask(request, AcceptActionForm, accept_action, as_json=as_action, action=action)


@router.post(
    "/actions/{ref}/report-progress",
    **api.verb(ReportProgressForm, "Report progress", 201, answer=ProgressOut),
)
def progress(request: ActingRequest, ref: str) -> HttpResponse:
    action = api.find(request, seen_actions(), ref=ref)
    return api.ask(
        request, ReportProgressForm, report_progress, as_json=as_progress, status=201, action=action
    )


@router.post(
    "/actions/{ref}/complete-action",
    **api.verb(CompleteActionForm, "Report it done", answer=ActionOut),
)
def complete(request: ActingRequest, ref: str) -> HttpResponse:
    action = api.find(request, seen_actions(), ref=ref)
    return api.ask(request, CompleteActionForm, complete_action, as_json=as_action, action=action)


@router.post(
    "/actions/{ref}/cancel-action",
    **api.verb(CancelActionForm, "Cancel an action", answer=ActionOut),
)
def cancel(request: ActingRequest, ref: str) -> HttpResponse:
    action = api.find(request, planned_actions(), ref=ref)
    return api.ask(request, CancelActionForm, cancel_action, as_json=as_action, action=action)
