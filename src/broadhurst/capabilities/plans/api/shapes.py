"""The answers about plans and actions, from their rows."""

from broadhurst.capabilities.plans.api.schemas import (
    ActionDetailOut,
    ActionOut,
    ObjectiveOut,
    PlanDetailOut,
    PlanOut,
    PlanReviewOut,
    ProgressOut,
)
from broadhurst.capabilities.plans.models import Action, Objective, Plan, Progress, Review
from broadhurst.capabilities.plans.queries.versions import actions_of, objectives_of


def as_plan(plan: Plan) -> PlanOut:
    return PlanOut(
        ref=plan.ref,
        version=plan.version,
        stage=plan.stage,
        aim=plan.aim,
        owner=plan.owner_unit.key,
        drafted_at=plan.drafted_at,
        agreed_at=plan.agreed_at,
        superseded_at=plan.superseded_at,
        first_review_on=plan.first_review_on,
    )


def plan_in_full(plan: Plan) -> PlanDetailOut:
    return PlanDetailOut(
        **as_plan(plan).model_dump(),
        objectives=[as_objective(row) for row in objectives_of(plan)],
        actions=[as_action(row) for row in actions_of(plan)],
        reviews=[as_review(row) for row in plan.reviews.select_related("reviewed_by")],
    )


def as_objective(objective: Objective) -> ObjectiveOut:
    return ObjectiveOut(
        ref=objective.ref,
        p=objective.p,
        text=objective.text,
    )


def as_action(action: Action) -> ActionOut:
    """Return an action as JSON, with only what its accountable unit can read."""
    return ActionOut(
        ref=action.ref,
        p=action.p,
        title=action.title,
        brief=action.brief,
        shared_under=action.shared_under,
        accountable_unit=action.accountable_unit.key,
        asking_unit=action.asking_unit.key,
        due_on=action.due_on,
        stage=action.stage,
        asked_at=action.asked_at,
        accepted_at=action.accepted_at,
        closed_at=action.closed_at,
        outcome=action.outcome,
    )


def action_in_full(action: Action) -> ActionDetailOut:
    reported = action.progress.select_related("officer")
    return ActionDetailOut(
        **as_action(action).model_dump(), progress=[as_progress(row) for row in reported]
    )


def as_progress(progress: Progress) -> ProgressOut:
    return ProgressOut(
        at=progress.at,
        officer=progress.officer.username,
        text=progress.text,
    )


def as_review(review: Review) -> PlanReviewOut:
    return PlanReviewOut(
        reviewed_at=review.reviewed_at,
        reviewed_by=review.reviewed_by.username,
        findings=review.findings,
        next_review_on=review.next_review_on,
    )
