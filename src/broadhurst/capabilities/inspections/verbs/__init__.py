"""The verbs of inspections, at the API and the terminal."""

from broadhurst.capabilities.inspections.verbs.reports import REPORTS
from broadhurst.capabilities.inspections.verbs.responses import RESPONSES

VERBS = (*RESPONSES, *REPORTS)
