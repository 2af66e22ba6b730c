"""The answers about plans and actions, from their rows."""

from typing import Any

from broadhurst.capabilities.plans.api.schemas import (
    ActionDetailOut,
    ActionMessageOut,
    ActionOut,
    DesiredOutcomeOut,
    ExitCriterionOut,
    IntelligenceGapOut,
    ObjectiveOut,
    OutcomeListOut,
    PlanDetailOut,
    PlanOut,
    PlanReviewOut,
    ProgressOut,
    TacticLibraryOut,
    TacticOut,
)
from broadhurst.capabilities.plans.models import (
    Action,
    ExitCriterion,
    Gap,
    Message,
    Objective,
    OutcomeList,
    Plan,
    Progress,
    Review,
    TacticLibrary,
)
from broadhurst.capabilities.plans.queries.aims import criteria_of, gaps_of, outcomes_of
from broadhurst.capabilities.plans.queries.dependencies import waits_of
from broadhurst.capabilities.plans.queries.messages import messages_of
from broadhurst.capabilities.plans.queries.versions import actions_of, objectives_of
from broadhurst.capabilities.plans.rules.plans import accept_by


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
        outcomes=[as_outcome(row) for row in outcomes_of(plan)],
        gaps=[as_gap(row) for row in gaps_of(plan)],
        exit_criteria=[as_criterion(row) for row in criteria_of(plan)],
        actions=[as_action(row) for row in actions_of(plan)],
        reviews=[as_review(row) for row in plan.reviews.select_related("reviewed_by")],
    )


def as_objective(objective: Objective) -> ObjectiveOut:
    return ObjectiveOut(
        ref=objective.ref,
        p=objective.p,
        text=objective.text,
    )


def as_outcome_list(outcome_list: OutcomeList) -> OutcomeListOut:
    return OutcomeListOut(
        version=outcome_list.version,
        name=outcome_list.name,
        from_on=outcome_list.from_on,
        is_example=outcome_list.is_example,
        source=outcome_list.source,
        outcomes=outcome_list.outcomes,
        because=outcome_list.because,
        retired=outcome_list.retired,
    )


def as_library(library: TacticLibrary) -> TacticLibraryOut:
    return TacticLibraryOut(
        version=library.version,
        name=library.name,
        from_on=library.from_on,
        source=library.source,
        tactics=[TacticOut(**row) for row in library.tactics],
        because=library.because,
        retired=library.retired,
        templates=[row["key"] for row in library.templates],
    )


def as_outcome(outcome: Any) -> DesiredOutcomeOut:
    """Return an outcome as JSON. A new one has no grade yet."""
    return DesiredOutcomeOut(
        ref=outcome.ref,
        kind=outcome.kind,
        text=outcome.text,
        grade=getattr(outcome, "grade", None),
        because=getattr(outcome, "because", None) or "",
        graded_at=getattr(outcome, "graded_at", None),
        dropped_at=outcome.dropped_at,
        dropped_because=outcome.dropped_because,
    )


def as_gap(gap: Gap) -> IntelligenceGapOut:
    return IntelligenceGapOut(
        ref=gap.ref,
        question=gap.question,
        is_about_people=gap.is_about_people,
        opened_at=gap.opened_at,
        closed_at=gap.closed_at,
        result=gap.result or None,
        learnt=gap.learnt,
    )


def as_criterion(criterion: ExitCriterion) -> ExitCriterionOut:
    return ExitCriterionOut(
        ref=criterion.ref,
        text=criterion.text,
        state=criterion.state,
        note=criterion.note,
        marked_at=criterion.marked_at,
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
        accept_by=accept_by(action) if action.stage == Action.Stage.PROPOSED else None,
        accepted_at=action.accepted_at,
        closed_at=action.closed_at,
        outcome=action.outcome,
        repeats=action.repeats or None,
        repeats_until=action.repeats_until,
    )


def action_in_full(action: Action) -> ActionDetailOut:
    reported = action.progress.select_related("officer")
    return ActionDetailOut(
        **as_action(action).model_dump(),
        progress=[as_progress(row) for row in reported],
        messages=[as_message(row) for row in messages_of(action)],
        waits_for=[row.after.ref for row in waits_of(action)],
    )


def as_message(message: Message) -> ActionMessageOut:
    return ActionMessageOut(
        kind=message.kind,
        at=message.at,
        officer=message.officer.username,
        unit=message.unit.key,
        text=message.text,
        proposed_on=message.proposed_on,
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
