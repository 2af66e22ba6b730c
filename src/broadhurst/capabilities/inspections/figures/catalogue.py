"""Every room's figures, by name: what a response may cite and the insight page shows."""

from broadhurst.capabilities.deconfliction.figures import FIGURES as DECONFLICTION
from broadhurst.capabilities.inspections.figures.counts import FIGURES as INSPECTIONS
from broadhurst.capabilities.liaison.figures import FIGURES as LIAISON
from broadhurst.capabilities.operations.figures import FIGURES as OPERATIONS
from broadhurst.capabilities.plans.figures import FIGURES as PLANS
from broadhurst.capabilities.register.figures import FIGURES as REGISTER
from broadhurst.capabilities.safeguarding.figures import FIGURES as SAFEGUARDING
from broadhurst.capabilities.tasking.figures import FIGURES as TASKING
from broadhurst.capabilities.transfers.figures import FIGURES as TRANSFERS
from broadhurst.foundation.figure import Measure

ROOMS: tuple[list[Measure], ...] = (
    REGISTER,
    TRANSFERS,
    TASKING,
    LIAISON,
    PLANS,
    SAFEGUARDING,
    DECONFLICTION,
    OPERATIONS,
    INSPECTIONS,
)
FIGURES: dict[str, Measure] = {measure.name: measure for room in ROOMS for measure in room}
# Everyone counts these alike, and no organisation has its own: they are shown apart.
FOR_EVERYONE = tuple(measure.name for measure in OPERATIONS)
