"""The tables of inspections."""

from broadhurst.capabilities.inspections.models.answers import Answer, Evidence, Publication
from broadhurst.capabilities.inspections.models.history import History
from broadhurst.capabilities.inspections.models.paragraphs import StandardParagraph
from broadhurst.capabilities.inspections.models.practice_uses import PracticeUse
from broadhurst.capabilities.inspections.models.reports import Addressee, Finding, Report
from broadhurst.capabilities.inspections.models.responses import Response
from broadhurst.capabilities.inspections.models.shared import SharedAnswer, SharedPublication
from broadhurst.capabilities.inspections.models.statuses import InspectorateAct, OurStatus

__all__ = [
    "Addressee",
    "Answer",
    "Evidence",
    "Finding",
    "History",
    "InspectorateAct",
    "OurStatus",
    "PracticeUse",
    "Publication",
    "Report",
    "Response",
    "SharedAnswer",
    "SharedPublication",
    "StandardParagraph",
]
