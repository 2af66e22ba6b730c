"""Show plans on the OCG's page and among tasks."""

from datetime import timedelta
from typing import Any

from django.urls import reverse

from broadhurst.capabilities.plans import rules
from broadhurst.capabilities.plans.models import Action, Plan
from broadhurst.capabilities.plans.queries.actions import seen_actions
from broadhurst.capabilities.plans.queries.versions import live_plan, plans, strands
from broadhurst.capabilities.register.models import Ocg
from broadhurst.capabilities.register.queries.leadership import current_leadership, led_by
from broadhurst.capabilities.register.rules.registering import objections_to_work_on
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.notices.waiting import Waiting

REVIEW_SOON = timedelta(days=14)
AT_MOST = 50


def on_ocg(ocg: Ocg, actor: Actor) -> dict[str, Any]:
    """Return what the plan section of the OCG's page shows."""
    plan = live_plan(ocg)
    return {
        "plan": plan,
        "strands": strands(plan) if plan else [],
        "reviews": plan.reviews.select_related("reviewed_by")[:3] if plan else [],
        "earlier": plans().filter(ocg=ocg, stage=Plan.Stage.SUPERSEDED),
        "writes": not objections_to_work_on(ocg, current_leadership(ocg).parts_of(actor)),
    }


def waiting_for(actor: Actor) -> list[Waiting]:
    """Return an officer's tasks: their unit's actions, and plans to agree or review."""
    unit_actions = seen_actions().filter(accountable_unit=actor.unit, closed_at=None)
    slim = plans().select_related(None).select_related("ocg")
    led = slim.filter(ocg__in=led_by(actor.officer), ocg__state=Ocg.State.ACTIVE)
    soon = clock.today() + REVIEW_SOON
    drafts = led.filter(stage=Plan.Stage.DRAFT)
    due = led.filter(stage=Plan.Stage.AGREED, review_due_on__lte=soon)
    return [
        *(_action_task(action) for action in unit_actions[:AT_MOST]),
        *(_plan_task("Agree the 4P plan for", plan, "agree_plan") for plan in drafts[:AT_MOST]),
        *(_plan_task("Review the 4P plan for", plan, "review_plan") for plan in due[:AT_MOST]),
    ]


def _action_task(action: Action) -> Waiting:
    href = reverse("plans:action", args=[action.ref])
    if action.stage == Action.Stage.PROPOSED:
        asked_on = action.asked_at.astimezone(clock.LONDON).date()
        answer_by = asked_on + timedelta(days=rules.ACCEPT_WITHIN)
        due = min(answer_by, action.due_on)
        return Waiting("Accept action:", action.title, href, due, "plans", action.ref)
    return Waiting("Do action:", action.title, href, action.due_on, "plans", action.ref)


def _plan_task(what: str, plan: Any, verb: str) -> Waiting:
    due = plan.review_due_on if plan.stage == Plan.Stage.AGREED else None
    ocg, href = plan.ocg, reverse(f"plans:{verb}", args=[plan.ref])
    return Waiting(what, ocg.name, href, due, "plans", ocg.ref)
