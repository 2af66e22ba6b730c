"""Plans and actions as JSON."""

from typing import Any

from broadhurst.capabilities.plans.models import Action, Objective, Plan, Progress, Review


def as_plan(one: Plan) -> dict[str, Any]:
    return {
        "ref": one.ref,
        "version": one.version,
        "stage": one.stage,
        "aim": one.aim,
        "owner": one.owner_unit.key,
        "drafted_at": one.drafted_at,
        "agreed_at": one.agreed_at,
        "superseded_at": one.superseded_at,
        "first_review_on": one.first_review_on,
    }


def as_objective(one: Objective) -> dict[str, Any]:
    return {"ref": one.ref, "p": one.p, "text": one.text}


def as_action(one: Action) -> dict[str, Any]:
    """What the unit that answers for an action may read: nothing here comes from the plan."""
    return {
        "ref": one.ref,
        "p": one.p,
        "title": one.title,
        "brief": one.brief,
        "shared_under": one.shared_under,
        "accountable_unit": one.accountable_unit.key,
        "asking_unit": one.asking_unit.key,
        "due_on": one.due_on,
        "stage": one.stage,
        "asked_at": one.asked_at,
        "accepted_at": one.accepted_at,
        "closed_at": one.closed_at,
        "outcome": one.outcome,
    }


def as_progress(one: Progress) -> dict[str, Any]:
    return {"at": one.at, "officer": one.officer.username, "text": one.text}


def as_review(one: Review) -> dict[str, Any]:
    return {
        "reviewed_at": one.reviewed_at,
        "reviewed_by": one.reviewed_by.username,
        "findings": one.findings,
        "next_review_on": one.next_review_on,
    }
