"""JSON API of actions."""

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from ninja import Router

from broadhurst.capabilities.plans.api.schemas import ActionDetailOut, ActionOut
from broadhurst.capabilities.plans.api.shapes import action_in_full, as_action
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


@router.get(
    "/actions/{ref}", summary="One action, with what was reported on it", response=ActionDetailOut
)
def one_action(request: ActingRequest, ref: str) -> HttpResponse:
    action = api.find(request, seen_actions(), ref=ref)
    return api.answer(action_in_full(action))
