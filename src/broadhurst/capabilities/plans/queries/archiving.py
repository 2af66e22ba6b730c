"""Keep an OCG with open actions from being archived (rule 11).

The app's `ready` imports this module.
"""

from broadhurst.capabilities.plans.queries.actions import open_actions
from broadhurst.capabilities.register.models import Ocg
from broadhurst.capabilities.register.watching import OPEN_WORK


def still_open(ocg: Ocg) -> list[str]:
    """Return a sentence for each open action, with the way forward."""
    return [
        f"Action {action.ref}, {action.title}, is open. Complete or cancel it first."
        for action in open_actions(ocg)
    ]


OPEN_WORK.append(still_open)
