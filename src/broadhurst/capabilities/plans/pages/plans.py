"""Pages of a plan: one version, and one page for each command."""

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from broadhurst.capabilities.plans.commands.add_action import AddActionForm, add_action
from broadhurst.capabilities.plans.commands.add_objective import AddObjectiveForm, add_objective
from broadhurst.capabilities.plans.commands.agree import AgreeForm, agree
from broadhurst.capabilities.plans.commands.draft import DraftForm, draft
from broadhurst.capabilities.plans.commands.review import ReviewForm, review
from broadhurst.capabilities.plans.models import Plan
from broadhurst.capabilities.plans.queries.aims import aims
from broadhurst.capabilities.plans.queries.pictures import board, timeline
from broadhurst.capabilities.plans.queries.tactics import by_p, library_on, suited, tactics_in
from broadhurst.capabilities.plans.queries.versions import plans, plans_to_decide, strands
from broadhurst.capabilities.register.models import Ocg
from broadhurst.foundation import clock
from broadhurst.foundation.doors import web
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.wall import ActingRequest


def plan_page(request: ActingRequest, ref: str) -> HttpResponse:
    """Show one version of a plan. The OCG's page shows the live version too."""
    plan = web.find(request, plans(), ref=ref)
    context = {
        "plan": plan,
        "strands": strands(plan),
        **aims(plan),
        "reviews": plan.reviews.select_related("reviewed_by"),
    }
    return render(request, "plans/plan.html", context)


def board_page(request: ActingRequest, ref: str) -> HttpResponse:
    """Show the actions of a version in columns by status, and in a table."""
    plan = web.find(request, plans(), ref=ref)
    columns = board(plan)
    context = {
        "plan": plan,
        "columns": columns,
        "rows": [action for column in columns for action in column.actions],
        "today": clock.today(),
    }
    return render(request, "plans/board.html", context)


def timeline_page(request: ActingRequest, ref: str) -> HttpResponse:
    """Show when the actions of a version run, as a picture and in a table."""
    plan = web.find(request, plans(), ref=ref)
    return render(request, "plans/timeline.html", {"plan": plan, "chart": timeline(plan)})


def draft_page(request: ActingRequest, ref: str) -> HttpResponse:
    ocg = web.find(request, Ocg.objects.all(), ref=ref)
    return web.ask(
        request,
        DraftForm,
        draft,
        ocg=ocg,
        title="Draft a 4P plan",
        submit="Start the draft",
        go_to=reverse("dossier:ocg_plan", args=[ref]),
        done=lambda plan: f"Version {plan.version} is a draft. Next: add objectives and actions.",
        context={
            "caption": ocg.caption,
            "intro": "The current version is kept as it is. Its objectives and open "
            "actions are copied to the new version.",
            "back": reverse("dossier:ocg_plan", args=[ref]),
        },
    )


def _ask_of_plan(
    request: ActingRequest,
    plan: Plan,
    form: type[CommandForm],
    command: Callable[..., Any],
    **words: Any,
) -> HttpResponse:
    href = reverse("dossier:ocg_plan", args=[plan.ocg.ref])
    context = {"caption": plan.ocg.caption, "back": href, **words.pop("context", {})}
    return web.ask(request, form, command, plan=plan, go_to=href, context=context, **words)


def add_objective_page(request: ActingRequest, ref: str) -> HttpResponse:
    return _ask_of_plan(
        request,
        web.find(request, plans(), ref=ref),
        AddObjectiveForm,
        add_objective,
        title="Add an objective",
        submit="Add objective",
        done="The objective is added.",
    )


def add_action_page(request: ActingRequest, ref: str) -> HttpResponse:
    intro = (
        "A unit of another organisation sees the title, the brief, the due date and who asks. It "
        "does not see the OCG. After it is done, it can read the action but not change it."
    )
    plan = web.find(request, plans(), ref=ref)
    tactics = suited(tactics_in(library_on(clock.today())), plan.ocg.threat_types)
    tactic = next((tactic for tactic in tactics if tactic.key == request.GET.get("tactic")), None)
    return _ask_of_plan(
        request,
        plan,
        AddActionForm,
        add_action,
        initial={"title": tactic.title, "description": tactic.text} if tactic else {},
        title="Add an action",
        submit="Add action",
        another=("objective",),
        done=lambda action: f"You asked {action.accountable_unit} for action {action.ref}.",
        context={
            "intro": intro,
            "above": "plans/_start_from.html",
            "by_p": by_p(tactics),
            "tactic": tactic,
        },
    )


def agree_page(request: ActingRequest, ref: str) -> HttpResponse:
    plan = web.find(request, plans_to_decide(), ref=ref)
    return _ask_of_plan(
        request,
        plan,
        AgreeForm,
        agree,
        title="Agree the 4P plan",
        submit="Agree plan",
        done=lambda plan: f"Version {plan.version} is agreed.",
        context={"above": "plans/_strands.html", "strands": strands(plan), "width": "full"},
    )


def review_page(request: ActingRequest, ref: str) -> HttpResponse:
    return _ask_of_plan(
        request,
        web.find(request, plans(), ref=ref),
        ReviewForm,
        review,
        title="Review the 4P plan",
        submit="Record review",
        done="The review is recorded.",
    )
