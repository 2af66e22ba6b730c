"""Plans and actions as JSON."""

from typing import Any

from broadhurst.capabilities.plans.models import Action, Objective, Plan, Progress, Review


def as_plan(plan: Plan) -> dict[str, Any]:
    return {
        "ref": plan.ref,
        "version": plan.version,
        "stage": plan.stage,
        "aim": plan.aim,
        "owner": plan.owner_unit.key,
        "drafted_at": plan.drafted_at,
        "agreed_at": plan.agreed_at,
        "superseded_at": plan.superseded_at,
        "first_review_on": plan.first_review_on,
    }


def as_objective(objective: Objective) -> dict[str, Any]:
    return {"ref": objective.ref, "p": objective.p, "text": objective.text}


def as_action(action: Action) -> dict[str, Any]:
    """Return an action as JSON, with only what its accountable unit can read."""
    return {
        "ref": action.ref,
        "p": action.p,
        "title": action.title,
        "brief": action.brief,
        "shared_under": action.shared_under,
        "accountable_unit": action.accountable_unit.key,
        "asking_unit": action.asking_unit.key,
        "due_on": action.due_on,
        "stage": action.stage,
        "asked_at": action.asked_at,
        "accepted_at": action.accepted_at,
        "closed_at": action.closed_at,
        "outcome": action.outcome,
    }


def as_progress(progress: Progress) -> dict[str, Any]:
    return {"at": progress.at, "officer": progress.officer.username, "text": progress.text}


def as_review(review: Review) -> dict[str, Any]:
    return {
        "reviewed_at": review.reviewed_at,
        "reviewed_by": review.reviewed_by.username,
        "findings": review.findings,
        "next_review_on": review.next_review_on,
    }
