"""Models of plans."""

from broadhurst.capabilities.plans.models.actions import Action, Background, Progress
from broadhurst.capabilities.plans.models.engagements import Engagement
from broadhurst.capabilities.plans.models.plan import Objective, P, Plan, Review

__all__ = ["Action", "Background", "Engagement", "Objective", "P", "Plan", "Progress", "Review"]
