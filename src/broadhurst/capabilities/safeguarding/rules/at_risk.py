"""When somebody at risk is to be referred, and who may say that no referral is needed. Pure."""

from collections.abc import Collection
from typing import Any

from broadhurst.capabilities.register import rules as register
from broadhurst.foundation.workflow import at

# In days: an SIO refers a child or an exploited person, or says why not. Policy of this project.
REFER_WITHIN = 1


def objections_to_no_referral(
    ocg: Any, parts: Collection[str], *, is_at_risk: bool, because: str
) -> list[str]:
    """Only those who work on the OCG decide this, and only about a person at risk."""
    objections = register.objections_to_work_on(ocg, parts)
    objections += at("because", register.objections_to_text(because))
    if not is_at_risk:
        objections.append(
            "This person is not recorded as a child, a victim or exploited, so no referral is "
            "needed."
        )
    return objections
