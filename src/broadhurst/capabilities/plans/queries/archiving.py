"""Keep an OCG whose plan is not closed from being archived (rule 11)."""

from broadhurst.capabilities.plans.models import Plan
from broadhurst.capabilities.plans.queries.actions import open_actions
from broadhurst.capabilities.plans.queries.aims import ungraded
from broadhurst.capabilities.plans.queries.versions import live_plan
from broadhurst.capabilities.plans.rules.aims import still_open_actions, still_ungraded
from broadhurst.capabilities.register.models import Ocg


def still_open(ocg: Ocg) -> list[str]:
    """Return a sentence for each open action, each ungraded outcome and a plan that is open."""
    plan = live_plan(ocg)
    if plan is None or plan.stage == Plan.Stage.CLOSED:
        return []
    return [
        *still_open_actions(list(open_actions(ocg))),
        *still_ungraded(ungraded(plan)),
        "The 4P plan is not closed. Close it first.",
    ]
