"""JSON API of outcomes, intelligence gaps, exit criteria, tactics, and the end of a plan."""

from django.http import HttpResponse
from ninja import Router

from broadhurst.capabilities.plans.api.schemas import (
    DesiredOutcomeOut,
    ExitCriterionOut,
    IntelligenceGapOut,
    OutcomeListOut,
    PlanOut,
    TacticLibraryOut,
)
from broadhurst.capabilities.plans.api.shapes import (
    as_criterion,
    as_gap,
    as_library,
    as_outcome,
    as_outcome_list,
    as_plan,
)
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
from broadhurst.capabilities.plans.models import ExitCriterion, Gap, OutcomeList
from broadhurst.capabilities.plans.queries.aims import outcomes
from broadhurst.capabilities.plans.queries.tactics import library_on
from broadhurst.capabilities.plans.queries.versions import plans
from broadhurst.foundation import clock
from broadhurst.foundation.doors import api
from broadhurst.foundation.doors.wall import ActingRequest

router = Router()


@router.get(
    "/desired-outcome-lists",
    **api.listing("List the versions of the list of desired outcomes", OutcomeListOut),
)
def lists(request: ActingRequest) -> HttpResponse:
    rows = OutcomeList.objects.all()
    return api.listed(request, rows, by="-from_on", as_json=as_outcome_list)


@router.get("/tactics", summary="List the tactics in force", response=TacticLibraryOut)
def tactics(request: ActingRequest) -> HttpResponse:
    return api.answer(as_library(library_on(clock.today())))


@router.post(
    "/plans/{ref}/use-template",
    **api.verb(use_template.UseTemplateForm, "Fill a draft with a template", answer=PlanOut),
)
def template_used(request: ActingRequest, ref: str) -> HttpResponse:
    plan = api.find(request, plans(), ref=ref)
    form, then = use_template.UseTemplateForm, use_template.use_template
    return api.ask(request, form, then, as_json=as_plan, plan=plan)


@router.post(
    "/plans/{ref}/add-outcome",
    **api.verb(add_outcome.AddOutcomeForm, "Add a desired outcome", 201, answer=DesiredOutcomeOut),
)
def outcome_added(request: ActingRequest, ref: str) -> HttpResponse:
    plan = api.find(request, plans(), ref=ref)
    form, then = add_outcome.AddOutcomeForm, add_outcome.add_outcome
    return api.ask(request, form, then, as_json=as_outcome, status=201, plan=plan)


@router.post(
    "/desired-outcomes/{ref}/grade-outcome",
    **api.verb(grade_outcome.GradeOutcomeForm, "Grade a desired outcome", answer=DesiredOutcomeOut),
)
def outcome_graded(request: ActingRequest, ref: str) -> HttpResponse:
    outcome = api.find(request, outcomes(), ref=ref)
    form, then = grade_outcome.GradeOutcomeForm, grade_outcome.grade_outcome
    return api.ask(request, form, then, as_json=as_outcome, outcome=outcome)


@router.post(
    "/desired-outcomes/{ref}/drop-outcome",
    **api.verb(drop_outcome.DropOutcomeForm, "Drop a desired outcome", answer=DesiredOutcomeOut),
)
def outcome_dropped(request: ActingRequest, ref: str) -> HttpResponse:
    outcome = api.find(request, outcomes(), ref=ref)
    form, then = drop_outcome.DropOutcomeForm, drop_outcome.drop_outcome
    return api.ask(request, form, then, as_json=as_outcome, outcome=outcome)


@router.post(
    "/plans/{ref}/open-gap",
    **api.verb(open_gap.OpenGapForm, "Open an intelligence gap", 201, answer=IntelligenceGapOut),
)
def gap_opened(request: ActingRequest, ref: str) -> HttpResponse:
    plan = api.find(request, plans(), ref=ref)
    form, then = open_gap.OpenGapForm, open_gap.open_gap
    return api.ask(request, form, then, as_json=as_gap, status=201, plan=plan)


@router.post(
    "/intelligence-gaps/{ref}/close-gap",
    **api.verb(close_gap.CloseGapForm, "Close an intelligence gap", answer=IntelligenceGapOut),
)
def gap_closed(request: ActingRequest, ref: str) -> HttpResponse:
    gap = api.find(request, Gap.objects.select_related("plan__ocg"), ref=ref)
    form, then = close_gap.CloseGapForm, close_gap.close_gap
    return api.ask(request, form, then, as_json=as_gap, gap=gap)


@router.post(
    "/plans/{ref}/add-exit-criterion",
    **api.verb(
        add_exit_criterion.AddExitCriterionForm,
        "Add an exit criterion",
        201,
        answer=ExitCriterionOut,
    ),
)
def criterion_added(request: ActingRequest, ref: str) -> HttpResponse:
    plan = api.find(request, plans(), ref=ref)
    form, then = add_exit_criterion.AddExitCriterionForm, add_exit_criterion.add_exit_criterion
    return api.ask(request, form, then, as_json=as_criterion, status=201, plan=plan)


@router.post(
    "/exit-criteria/{ref}/mark-exit-criterion",
    **api.verb(
        mark_exit_criterion.MarkExitCriterionForm,
        "Mark an exit criterion",
        answer=ExitCriterionOut,
    ),
)
def criterion_marked(request: ActingRequest, ref: str) -> HttpResponse:
    rows = ExitCriterion.objects.select_related("plan__ocg")
    criterion = api.find(request, rows, ref=ref)
    form, then = mark_exit_criterion.MarkExitCriterionForm, mark_exit_criterion.mark_exit_criterion
    return api.ask(request, form, then, as_json=as_criterion, criterion=criterion)


@router.post(
    "/plans/{ref}/close", **api.verb(close_plan.ClosePlanForm, "Close a 4P plan", answer=PlanOut)
)
def plan_closed(request: ActingRequest, ref: str) -> HttpResponse:
    plan = api.find(request, plans(), ref=ref)
    form, then = close_plan.ClosePlanForm, close_plan.close_plan
    return api.ask(request, form, then, as_json=as_plan, plan=plan)


@router.post(
    "/plans/{ref}/reopen",
    **api.verb(reopen_plan.ReopenPlanForm, "Reopen a 4P plan", answer=PlanOut),
)
def plan_reopened(request: ActingRequest, ref: str) -> HttpResponse:
    plan = api.find(request, plans(), ref=ref)
    form, then = reopen_plan.ReopenPlanForm, reopen_plan.reopen_plan
    return api.ask(request, form, then, as_json=as_plan, plan=plan)
