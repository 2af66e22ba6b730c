"""Pages of templates, desired outcomes, intelligence gaps, exit criteria and the end of a plan."""

from typing import Any

from django.db.models import Model, QuerySet
from django.urls import reverse

from broadhurst.capabilities.plans.commands import (
    add_exit_criterion,
    add_outcome,
    close_gap,
    close_plan,
    drop_outcome,
    grade_outcome,
    mark_exit_criterion,
    open_gap,
    reopen_plan,
    use_template,
)
from broadhurst.capabilities.plans.models import ExitCriterion, Gap, Plan
from broadhurst.capabilities.plans.queries.actions import open_actions
from broadhurst.capabilities.plans.queries.aims import aims, outcomes, ungraded
from broadhurst.capabilities.plans.queries.versions import plans, plans_to_decide
from broadhurst.capabilities.plans.rules.aims import still_open_actions, still_ungraded
from broadhurst.foundation.doors import web
from broadhurst.foundation.doors.wall import ActingRequest


def _about_plan(request: ActingRequest, ref: str) -> dict[str, Any]:
    return _about(web.find(request, plans(), ref=ref))


def _about_plan_to_decide(request: ActingRequest, ref: str) -> dict[str, Any]:
    return _about(web.find(request, plans_to_decide(), ref=ref))


def _about(plan: Plan) -> dict[str, Any]:
    context = {"caption": plan.ocg.caption}
    return {"plan": plan, "go_to": _plan_of(plan.ocg.ref), "context": context}


def _plan_of(ocg_ref: str) -> str:
    return reverse("dossier:ocg_plan", args=[ocg_ref])


def _about_end(request: ActingRequest, ref: str) -> dict[str, Any]:
    """Show what keeps the plan open, and what is not met."""
    about = _about_plan_to_decide(request, ref)
    plan = about["plan"]
    about["context"] |= aims(plan) | {"keeps_open": _keeps_open(plan)}
    return about


def _keeps_open(plan: Plan) -> list[tuple[str, str, str, str]]:
    """Return what keeps a plan open: what to do, and a link to do it with what it is about."""
    actions, to_grade = list(open_actions(plan.ocg)), ungraded(plan)
    return [
        *(
            (todo, "Open action", action.title, reverse("plans:action", args=[action.ref]))
            for action, todo in zip(actions, still_open_actions(actions), strict=True)
        ),
        *(
            (todo, "Grade outcome", aim.text, reverse("plans:grade_outcome", args=[aim.ref]))
            for aim, todo in zip(to_grade, still_ungraded(to_grade), strict=True)
        ),
    ]


def _about_aim(request: ActingRequest, name: str, rows: QuerySet[Any], ref: str) -> dict[str, Any]:
    row: Any = web.find(request, rows, ref=ref)
    context = {"caption": row.question if name == "gap" else row.text}
    return {name: row, "go_to": _plan_of(row.plan.ocg.ref), "context": context}


def _about_outcome(request: ActingRequest, ref: str) -> dict[str, Any]:
    return _about_aim(request, "outcome", outcomes(), ref)


def _about_gap(request: ActingRequest, ref: str) -> dict[str, Any]:
    return _about_aim(request, "gap", _with_ocg(Gap), ref)


def _about_criterion(request: ActingRequest, ref: str) -> dict[str, Any]:
    return _about_aim(request, "criterion", _with_ocg(ExitCriterion), ref)


def _with_ocg(model: type[Model]) -> QuerySet[Any]:
    return model._default_manager.select_related("plan__ocg")


use_template_page = web.verb(
    use_template.UseTemplateForm, use_template.use_template, _about_plan,
    "Use a template", "Use template",
    "The objectives and outcomes of the template are in the draft. Next: add actions.",
    intro="The draft gets objectives and desired outcomes. Each action starts from a tactic, when "
    "you add it.",
)  # fmt: skip
add_outcome_page = web.verb(
    add_outcome.AddOutcomeForm, add_outcome.add_outcome, _about_plan,
    "Add a desired outcome", "Add outcome", "The outcome is added.",
)  # fmt: skip
grade_outcome_page = web.verb(
    grade_outcome.GradeOutcomeForm, grade_outcome.grade_outcome, _about_outcome,
    "Grade the outcome", "Save grade", "The grade is saved.",
)  # fmt: skip
drop_outcome_page = web.verb(
    drop_outcome.DropOutcomeForm, drop_outcome.drop_outcome, _about_outcome,
    "Drop the outcome", "Drop outcome", "The outcome is dropped.",
    danger=True,
)  # fmt: skip
open_gap_page = web.verb(
    open_gap.OpenGapForm, open_gap.open_gap, _about_plan,
    "Open an intelligence gap", "Open gap", "The gap is open.",
)  # fmt: skip
close_gap_page = web.verb(
    close_gap.CloseGapForm, close_gap.close_gap, _about_gap,
    "Close the intelligence gap", "Close gap", "The gap is closed.",
)  # fmt: skip
add_exit_criterion_page = web.verb(
    add_exit_criterion.AddExitCriterionForm, add_exit_criterion.add_exit_criterion, _about_plan,
    "Add an exit criterion", "Add exit criterion", "The exit criterion is added.",
    intro="Say what must be true before the plan ends.",
)  # fmt: skip
mark_exit_criterion_page = web.verb(
    mark_exit_criterion.MarkExitCriterionForm, mark_exit_criterion.mark_exit_criterion,
    _about_criterion, "Mark the exit criterion", "Save status", "The status is saved.",
)  # fmt: skip
close_plan_page = web.verb(
    close_plan.ClosePlanForm, close_plan.close_plan, _about_end,
    "Close the 4P plan", "Close plan", "The plan is closed.", above="plans/_end.html",
)  # fmt: skip
reopen_plan_page = web.verb(
    reopen_plan.ReopenPlanForm, reopen_plan.reopen_plan, _about_plan_to_decide,
    "Reopen the 4P plan", "Reopen plan", "The plan is open again. Review it next.",
)  # fmt: skip
