"""JSON API of the actions of meetings."""

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from ninja import Router

from broadhurst.capabilities.meetings.api.schemas import MeetingActionOut
from broadhurst.capabilities.meetings.api.shapes import as_action
from broadhurst.capabilities.meetings.commands.change_action import ChangeActionForm, change_action
from broadhurst.capabilities.meetings.commands.complete_action import (
    CompleteActionForm,
    complete_action,
)
from broadhurst.capabilities.meetings.commands.reopen_action import ReopenActionForm, reopen_action
from broadhurst.capabilities.meetings.commands.withdraw_action import (
    WithdrawActionForm,
    withdraw_action,
)
from broadhurst.capabilities.meetings.lists import ACTIONS
from broadhurst.capabilities.meetings.models import MeetingAction
from broadhurst.capabilities.meetings.queries.agendas import actions
from broadhurst.foundation.doors import api
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.wall import ActingRequest
from broadhurst.foundation.lists import api as lists

router = Router()


@router.get(
    "/meeting-actions",
    **lists.listing(ACTIONS, "List the meeting actions you can see", MeetingActionOut),
)
def list_actions(request: ActingRequest) -> HttpResponseBase:
    return lists.listed(request, ACTIONS, as_action)


@router.get("/meeting-actions/{ref}", summary="One action of a meeting", response=MeetingActionOut)
def one_action(request: ActingRequest, ref: str) -> HttpResponse:
    return api.answer(as_action(_find(request, ref)))


def _find(request: ActingRequest, ref: str) -> MeetingAction:
    return api.find(request, actions(), ref=ref)


def _on_an_action(form: type[CommandForm], command: Callable[..., Any]) -> Any:
    """Return the endpoint that runs a command on one action."""

    def endpoint(request: ActingRequest, ref: str) -> HttpResponse:
        return api.ask(request, form, command, as_json=as_action, action=_find(request, ref))

    return endpoint


for name, form, verb, summary in (
    ("change", ChangeActionForm, change_action, "Change an action of a meeting"),
    ("complete", CompleteActionForm, complete_action, "Complete an action of a meeting"),
    ("withdraw", WithdrawActionForm, withdraw_action, "Withdraw an action of a meeting"),
    ("reopen", ReopenActionForm, reopen_action, "Open an action of a meeting again"),
):
    described = api.verb(form, summary, answer=MeetingActionOut)
    router.post(f"/meeting-actions/{{ref}}/{name}", **described)(_on_an_action(form, verb))
