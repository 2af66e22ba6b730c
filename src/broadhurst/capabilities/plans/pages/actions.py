"""Pages of an action, for its accountable unit and for readers of its plan."""

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from broadhurst.capabilities.plans.commands import stop_repeating
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
from broadhurst.capabilities.plans.models import Action, Background
from broadhurst.capabilities.plans.queries.actions import (
    ocg_of,
    planned_actions,
    roles_on,
    seen_actions,
    verbs_on,
)
from broadhurst.capabilities.plans.queries.dependencies import waits_of
from broadhurst.capabilities.plans.queries.messages import messages_of
from broadhurst.capabilities.plans.rules import plans as rules
from broadhurst.foundation import clock
from broadhurst.foundation.doors import web
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.wall import ActingRequest
from broadhurst.foundation.lists.bulk_page import ask_for_each


def about(request: ActingRequest, ref: str) -> dict[str, Any]:
    """Find an action for its unit or a reader of its plan, for `web.verb`."""
    return _with_caption(web.find(request, seen_actions(), ref=ref))


def about_planned(request: ActingRequest, ref: str) -> dict[str, Any]:
    """Find an action for a reader of its plan, for `web.verb`."""
    return _with_caption(web.find(request, planned_actions(), ref=ref))


def _with_caption(action: Action) -> dict[str, Any]:
    return {
        "action": action,
        "go_to": reverse("plans:action", args=[action.ref]),
        "context": {"caption": f"{action.title} {action.ref}"},
    }


def action_page(request: ActingRequest, ref: str) -> HttpResponse:
    """Show one action to its accountable unit, or to readers of its plan."""
    action = web.find(request, seen_actions(), ref=ref)
    parts = roles_on(action, request.actor)
    context = {
        "action": action,
        "progress": action.progress.select_related("officer"),
        "background": Background.objects.filter(action=action).first(),
        "ocg": ocg_of(action),
        "verbs": verbs_on(action, parts),
        "messages_on_it": messages_of(action),
        "waits_for": waits_of(action),
        "accept_by": rules.accept_by(action),
        "today": clock.today(),
        "may_claim": rules.may_claim_disruption(action, parts),
    }
    return render(request, "plans/action.html", context)


def accept_actions_page(request: ActingRequest) -> HttpResponse:
    """Accept each of the chosen actions for the reader's unit."""
    return ask_for_each(
        request,
        AcceptActionForm,
        accept_action,
        each_form=AcceptActionForm,
        rows=seen_actions(),
        subject="action",
        title="Accept actions",
        noun="action",
        submit="Accept actions",
        back=reverse("calendar:unit_actions"),
    )


def _ask_of_action(
    request: ActingRequest,
    action: Action,
    form: type[CommandForm],
    command: Callable[..., Any],
    **words: Any,
) -> HttpResponse:
    """Ask for a command on an action.

    Afterwards the user goes back to the action, or to the home page if they can no longer see it.
    """

    def after(_outcome: object) -> str:
        return href if Action.objects.filter(pk=action.pk).exists() else reverse("home:home")

    href = reverse("plans:action", args=[action.ref])
    context = {"back": href, **words.pop("context", {})}
    return web.ask(request, form, command, action=action, go_to=after, context=context, **words)


def accept_action_page(request: ActingRequest, ref: str) -> HttpResponse:
    action = web.find(request, seen_actions(), ref=ref)
    return _ask_of_action(
        request,
        action,
        AcceptActionForm,
        accept_action,
        title="Accept this action",
        submit="Accept action",
        done="You have accepted the action.",
        context={"above": "plans/_asked.html", "accept_by": rules.accept_by(action)},
    )


def report_progress_page(request: ActingRequest, ref: str) -> HttpResponse:
    return _ask_of_action(
        request,
        web.find(request, seen_actions(), ref=ref),
        ReportProgressForm,
        report_progress,
        title="Report progress",
        submit="Report progress",
        done="Progress reported.",
    )


def complete_action_page(request: ActingRequest, ref: str) -> HttpResponse:
    warn = (
        "If your unit can only see this action, you can still read it after you mark it as done, "
        "but you cannot change it."
    )
    return _ask_of_action(
        request,
        web.find(request, seen_actions(), ref=ref),
        CompleteActionForm,
        complete_action,
        title="Mark this action as done",
        submit="Mark action as done",
        done=lambda action: f"{action.ref} is done. {action.asking_unit} has been notified.",
        context={"warn": warn},
    )


def cancel_action_page(request: ActingRequest, ref: str) -> HttpResponse:
    return _ask_of_action(
        request,
        web.find(request, planned_actions(), ref=ref),
        CancelActionForm,
        cancel_action,
        title="Cancel this action",
        submit="Cancel action",
        done=lambda action: (
            f"{action.ref} is cancelled. {action.accountable_unit} has been notified."
        ),
        context={"danger": True, "leave": "Keep action"},
    )


stop_repeating_page = web.verb(
    stop_repeating.StopRepeatingForm, stop_repeating.stop_repeating, about_planned,
    "Stop this action from repeating", "Stop repeating",
    "No next action is made when this one is done.",
)  # fmt: skip
