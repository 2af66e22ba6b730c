"""The figures of every room, by name."""

from collections.abc import Callable
from datetime import date

from broadhurst.capabilities.deconfliction.figures import FIGURES as DECONFLICTION
from broadhurst.capabilities.inspections.figures import FIGURES as INSPECTIONS
from broadhurst.capabilities.liaison.figures import FIGURES as LIAISON
from broadhurst.capabilities.operations.figures import FIGURES as OPERATIONS
from broadhurst.capabilities.plans.figures import FIGURES as PLANS
from broadhurst.capabilities.register.figures import FIGURES as REGISTER
from broadhurst.capabilities.safeguarding.figures import FIGURES as SAFEGUARDING
from broadhurst.capabilities.tasking.figures import FIGURES as TASKING
from broadhurst.capabilities.transfers.figures import FIGURES as TRANSFERS
from broadhurst.foundation.figure import Figure

Count = Callable[[date | None, date], Figure]
ROOMS: tuple[list[Count], ...] = (
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
FIGURES: dict[str, Count] = {figure.__name__: figure for room in ROOMS for figure in room}
