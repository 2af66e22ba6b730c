"""The figures of every capability, by name.

Responses cite them, and the insight page shows them.
"""

from broadhurst.capabilities.deconfliction.figures import FIGURES as DECONFLICTION
from broadhurst.capabilities.disruptions.figures import FIGURES as DISRUPTIONS
from broadhurst.capabilities.funding.figures import FIGURES as FUNDING
from broadhurst.capabilities.funding.figures import PUBLISHED as PUBLISHED_FUNDING
from broadhurst.capabilities.inspections.figures.counts import FIGURES as FINDINGS
from broadhurst.capabilities.inspections.figures.practice import FIGURES as PRACTICE
from broadhurst.capabilities.inspections.figures.responses import FIGURES as RESPONSES
from broadhurst.capabilities.leads.figures import FIGURES as LEADS
from broadhurst.capabilities.liaison.figures.channels import FIGURES as CHANNELS
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

# The rooms, each with its figures.
ROOMS: dict[str, tuple[str, list[Measure]]] = {
    "register": ("OCGs", REGISTER),
    "transfers": ("Transfers", TRANSFERS),
    "tasking": ("Tasking", TASKING),
    "liaison": ("SIO and LRO", [*REQUESTS, *CONTACT, *CHANNELS, *REVIEWS]),
    "leads": ("Leads", LEADS),
    "plans": ("4P plans", PLANS),
    "disruptions": ("Disruptions", DISRUPTIONS),
    "safeguarding": ("Safeguarding", SAFEGUARDING),
    "deconfliction": ("Deconfliction", DECONFLICTION),
    "funding": ("Funding", FUNDING),
    "operations": ("Operations", OPERATIONS),
    "published_funding": ("Published funding", PUBLISHED_FUNDING),
    "inspections": ("Inspections", [*FINDINGS, *RESPONSES]),
    "practice": ("Practice", PRACTICE),
}
FIGURES: dict[str, Measure] = {
    measure.name: measure for _, measures in ROOMS.values() for measure in measures
}
ROOM_OF = {measure.name: room for room, (_, measures) in ROOMS.items() for measure in measures}
# These figures are the same for everyone and belong to no organisation, so pages list them apart.
FOR_EVERYONE = tuple(measure.name for measure in (*OPERATIONS, *PUBLISHED_FUNDING))
