"""Models of disruptions."""

from broadhurst.capabilities.disruptions.models.disruption import (
    CountedUnder,
    Disruption,
    Step,
    Support,
)
from broadhurst.capabilities.disruptions.models.policy import DisruptionPolicy, Grade

__all__ = ["CountedUnder", "Disruption", "DisruptionPolicy", "Grade", "Step", "Support"]
