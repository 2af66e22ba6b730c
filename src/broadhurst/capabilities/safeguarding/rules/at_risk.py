"""Rules on who needs a referral and who may decide against one. Pure."""

from collections.abc import Collection
from typing import Any

from broadhurst.capabilities.register.rules.registering import (
    objections_to_text,
    objections_to_work_on,
)
from broadhurst.foundation.workflow import at

# The days an SIO has to refer a child or an exploited person, or to say why not. This is the
# project's own policy.
REFER_WITHIN = 1


def objections_to_no_referral(
    ocg: Any, parts: Collection[str], *, is_at_risk: bool, because: str
) -> list[str]:
    """Only officers who work on the OCG decide this, and only for a person at risk."""
    objections = objections_to_work_on(ocg, parts)
    objections += at("because", objections_to_text(because))
    if not is_at_risk:
        objections.append(
            "This person is not recorded as a child, a victim or exploited, so no referral is "
            "needed."
        )
    return objections
