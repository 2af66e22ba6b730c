"""Keep an OCG with open actions from being archived (rule 11)."""

from broadhurst.capabilities.plans.queries.actions import open_actions
from broadhurst.capabilities.register.models import Ocg


def still_open(ocg: Ocg) -> list[str]:
    """Return a sentence for each open action, which says how to close it."""
    return [
        f"Action {action.ref}, {action.title}, is open. Complete or cancel it first."
        for action in open_actions(ocg)
    ]
