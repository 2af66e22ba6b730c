"""The figures of every capability, by name.

Responses cite them, and the insight page shows them.
"""

from broadhurst.capabilities.deconfliction.figures import FIGURES as DECONFLICTION
from broadhurst.capabilities.disruptions.figures import FIGURES as DISRUPTIONS
from broadhurst.capabilities.funding.figures import FIGURES as FUNDING
from broadhurst.capabilities.funding.figures import PUBLISHED as PUBLISHED_FUNDING
from broadhurst.capabilities.inspections.figures.counts import FIGURES as INSPECTIONS
from broadhurst.capabilities.leads.figures import FIGURES as LEADS
from broadhurst.capabilities.liaison.figures.contact import FIGURES as CONTACT
from broadhurst.capabilities.liaison.figures.requests import FIGURES as REQUESTS
from broadhurst.capabilities.liaison.figures.reviews import FIGURES as REVIEWS
from broadhurst.capabilities.operations.figures import FIGURES as OPERATIONS
from broadhurst.capabilities.plans.figures import FIGURES as PLANS
from broadhurst.capabilities.register.figures import FIGURES as REGISTER
from broadhurst.capabilities.safeguarding.figures import FIGURES as SAFEGUARDING
from broadhurst.capabilities.tasking.figures import FIGURES as TASKING
from broadhurst.capabilities.transfers.figures import FIGURES as TRANSFERS
from broadhurst.foundation.figure import Measure

SOURCES: tuple[list[Measure], ...] = (
    REGISTER,
    TRANSFERS,
    TASKING,
    REQUESTS,
    CONTACT,
    REVIEWS,
    LEADS,
    PLANS,
    DISRUPTIONS,
    SAFEGUARDING,
    DECONFLICTION,
    FUNDING,
    OPERATIONS,
    PUBLISHED_FUNDING,
    INSPECTIONS,
)
FIGURES: dict[str, Measure] = {measure.name: measure for source in SOURCES for measure in source}
# These figures are the same for everyone and belong to no organisation, so pages list them apart.
FOR_EVERYONE = tuple(measure.name for measure in (*OPERATIONS, *PUBLISHED_FUNDING))
