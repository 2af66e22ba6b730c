"""Pages of plans: a version, an action, and one page a verb."""

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from broadhurst.capabilities.plans import rules
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
from broadhurst.capabilities.plans.models import Action, Background
from broadhurst.capabilities.plans.queries import (
    ocg_of,
    parts_on,
    planned_actions,
    plans,
    seen_actions,
    strands,
)
from broadhurst.capabilities.register.models import Ocg
from broadhurst.foundation.doors import web
from broadhurst.foundation.doors.asking import Ask
from broadhurst.foundation.doors.wall import ActingRequest


def plan_page(request: ActingRequest, ref: str) -> HttpResponse:
    """One version of a plan; the live one stands on the OCG's page too."""
    plan = web.find(request, plans(), ref=ref)
    shown = {
        "plan": plan,
        "strands": strands(plan),
        "reviews": plan.reviews.select_related("reviewed_by"),
    }
    return render(request, "plans/plan.html", shown)


def draft_page(request: ActingRequest, ref: str) -> HttpResponse:
    ocg = web.find(request, Ocg.objects.select_related("dossier"), ref=ref)
    return web.ask(
        request,
        DraftForm,
        draft,
        ocg=ocg,
        title="Draft a 4P plan",
        submit="Start the draft",
        go_to=reverse("ocg_plan", args=[ref]),
        done=lambda plan: f"Version {plan.version} is a draft. Next: add objectives and actions.",
        context={
            "caption": str(ocg),
            "intro": "A version that is live now is kept as it was. Its objectives and its open "
            "actions stand in the new version too.",
            "back": reverse("ocg_plan", args=[ref]),
        },
    )


def _ask_of_plan(
    request: ActingRequest, ref: str, form: type[Ask], then: Callable[..., Any], **words: Any
) -> HttpResponse:
    plan = web.find(request, plans(), ref=ref)
    href = reverse("ocg_plan", args=[plan.ocg.ref])
    context = {"caption": str(plan.ocg), "back": href, **words.pop("context", {})}
    return web.ask(request, form, then, plan=plan, go_to=href, context=context, **words)


def add_objective_page(request: ActingRequest, ref: str) -> HttpResponse:
    return _ask_of_plan(
        request,
        ref,
        AddObjectiveForm,
        add_objective,
        title="Add an objective",
        submit="Add objective",
        done="The objective is added.",
    )


def add_action_page(request: ActingRequest, ref: str) -> HttpResponse:
    intro = (
        "A unit of another body sees the title, the brief, the due date and who asks. It sees "
        "nothing of the OCG, and its sight ends when the action is done."
    )
    return _ask_of_plan(
        request,
        ref,
        AddActionForm,
        add_action,
        title="Add an action",
        submit="Add action",
        done=lambda action: f"{action.accountable_unit} is asked for {action.ref}.",
        context={"intro": intro},
    )


def agree_page(request: ActingRequest, ref: str) -> HttpResponse:
    shown = strands(web.find(request, plans(), ref=ref))
    return _ask_of_plan(
        request,
        ref,
        AgreeForm,
        agree,
        title="Agree the 4P plan",
        submit="Agree plan",
        done=lambda plan: f"Version {plan.version} is agreed.",
        context={"above": "plans/_strands.html", "strands": shown, "width": "full"},
    )


def review_page(request: ActingRequest, ref: str) -> HttpResponse:
    return _ask_of_plan(
        request,
        ref,
        ReviewForm,
        review,
        title="Review the 4P plan",
        submit="Record review",
        done="The review is recorded.",
    )


def action_page(request: ActingRequest, ref: str) -> HttpResponse:
    """One action: for the unit that answers for it, and for those who see its plan."""
    action = web.find(request, seen_actions(), ref=ref)
    shown = {
        "action": action,
        "progress": action.progress.select_related("officer"),
        "background": Background.objects.filter(action=action).first(),
        "ocg": ocg_of(action),
        "verbs": rules.ACTION.open_to(action.stage, parts_on(action, request.actor)),
    }
    return render(request, "plans/action.html", shown)


def _ask_of_action(
    request: ActingRequest, action: Action, form: type[Ask], then: Callable[..., Any], **words: Any
) -> HttpResponse:
    """After the answer: the action for those who see it still, home for those who do not."""

    def after(_outcome: object) -> str:
        return href if Action.objects.filter(pk=action.pk).exists() else reverse("home")

    href = reverse("action", args=[action.ref])
    context = {"caption": str(action), "back": href, **words.pop("context", {})}
    return web.ask(request, form, then, action=action, go_to=after, context=context, **words)


def accept_action_page(request: ActingRequest, ref: str) -> HttpResponse:
    return _ask_of_action(
        request,
        web.find(request, seen_actions(), ref=ref),
        AcceptActionForm,
        accept_action,
        title="Accept this action",
        submit="Accept action",
        done="You have accepted the action.",
        context={"above": "plans/_asked.html"},
    )


def report_progress_page(request: ActingRequest, ref: str) -> HttpResponse:
    return _ask_of_action(
        request,
        web.find(request, seen_actions(), ref=ref),
        ReportProgressForm,
        report_progress,
        title="Report progress",
        submit="Report progress",
        done="Your progress is reported.",
    )


def complete_action_page(request: ActingRequest, ref: str) -> HttpResponse:
    warn = (
        "If your unit sees this action only in order to act, it is closed to you once you report "
        "it done."
    )
    return _ask_of_action(
        request,
        web.find(request, seen_actions(), ref=ref),
        CompleteActionForm,
        complete_action,
        title="Report this action done",
        submit="Report it done",
        done=lambda action: f"{action.ref} is done, and {action.asking_unit} is told. Thank you.",
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
        done=lambda action: f"{action.ref} is cancelled, and {action.accountable_unit} is told.",
        context={"danger": True},
    )
