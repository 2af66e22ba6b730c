"""JSON API of actions."""

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from ninja import Router

from broadhurst.capabilities.plans.api.schemas import ActionDetailOut, ActionOut
from broadhurst.capabilities.plans.api.shapes import action_in_full, as_action
from broadhurst.capabilities.plans.commands.accept_action import AcceptActionForm, accept_action
from broadhurst.capabilities.plans.commands.propose_date import ProposeDateForm, propose_date
from broadhurst.capabilities.plans.lists import UNIT_ACTIONS
from broadhurst.capabilities.plans.queries.actions import seen_actions
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


@router.post(
    "/unit-actions/propose-date",
    **lists.verb_on_each(ProposeDateForm, "Propose a due date for several actions"),
)
def propose_for_each(request: ActingRequest) -> HttpResponse:
    rows = seen_actions()
    return lists.run_on_each(request, ProposeDateForm, propose_date, rows=rows, subject="action")


@router.get(
    "/actions/{ref}", summary="One action, with what was reported on it", response=ActionDetailOut
)
def one_action(request: ActingRequest, ref: str) -> HttpResponse:
    action = api.find(request, seen_actions(), ref=ref)
    return api.answer(action_in_full(action))
