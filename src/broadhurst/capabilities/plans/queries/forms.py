"""Say which forms about a plan somebody may open, for `for_record`."""

from collections.abc import Callable
from typing import Any

from broadhurst.capabilities.plans.models import Action, Plan
from broadhurst.capabilities.plans.queries.actions import roles_on
from broadhurst.capabilities.plans.queries.versions import live_version
from broadhurst.capabilities.plans.rules import aims
from broadhurst.capabilities.plans.rules import plans as rules
from broadhurst.capabilities.register.queries.forms_on_ocg import on_ocg
from broadhurst.capabilities.register.queries.leadership import current_leadership
from broadhurst.foundation.access.actor import Actor

to_change_plan = on_ocg(rules.objections_to_change)
to_change_outcome = on_ocg(
    lambda ocg, parts, outcome: aims.objections_to_change_outcome(
        ocg, parts, live_version(ocg), outcome, text=""
    ),
    at="plan.ocg",
)
to_mark_criterion = on_ocg(
    lambda ocg, parts, _criterion: rules.objections_to_change(ocg, parts, live_version(ocg)),
    at="plan.ocg",
)


def to_move(
    verb: str, also: Callable[[Action], list[str]] | None = None
) -> Callable[[Actor, Action], list[str]]:
    """Return the rule of a form that moves an action, and what else must hold of the action."""

    def objections(actor: Actor, action: Action) -> list[str]:
        found = rules.ACTION.objections(verb, action.stage, roles_on(action, actor))
        return found or (also(action) if also else [])

    return objections


def to_add_to_draft(noun: str) -> Callable[..., list[str]]:
    """Return the rule of a form that adds something to a draft."""

    def rule(ocg: Any, parts: Any, plan: Any) -> list[str]:
        return rules.objections_to_add_to_draft(ocg, parts, plan, text="", noun=noun)

    return on_ocg(rule)


def to_agree(actor: Actor, plan: Plan) -> list[str]:
    """The rule of the form that agrees a plan."""
    parts = current_leadership(plan.ocg).parts_of(actor)
    return rules.objections_to_agree_draft(plan.ocg, parts, plan, officer=actor.officer)
