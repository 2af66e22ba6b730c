"""Models of plans."""

from broadhurst.capabilities.plans.models.actions import Action, Background, Progress
from broadhurst.capabilities.plans.models.aims import (
    Closing,
    ExitCriterion,
    Gap,
    Grading,
    Outcome,
)
from broadhurst.capabilities.plans.models.engagements import Engagement
from broadhurst.capabilities.plans.models.messages import Dependency, Message
from broadhurst.capabilities.plans.models.plan import Objective, P, Plan, Review
from broadhurst.capabilities.plans.models.policy import OutcomeList, TacticLibrary

__all__ = [
    "Action",
    "Background",
    "Closing",
    "Dependency",
    "Engagement",
    "ExitCriterion",
    "Gap",
    "Grading",
    "Message",
    "Objective",
    "Outcome",
    "OutcomeList",
    "P",
    "Plan",
    "Progress",
    "Review",
    "TacticLibrary",
]
