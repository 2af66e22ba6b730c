"""The tables of inspections."""

from broadhurst.capabilities.inspections.models.reports import (
    Addressee,
    Finding,
    InspectorateAct,
    OurStatus,
    Report,
)
from broadhurst.capabilities.inspections.models.responses import (
    Answer,
    Evidence,
    Publication,
    Response,
)

__all__ = [
    "Addressee",
    "Answer",
    "Evidence",
    "Finding",
    "InspectorateAct",
    "OurStatus",
    "Publication",
    "Report",
    "Response",
]
