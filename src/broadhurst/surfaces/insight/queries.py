"""The figures of every room, by name."""

from collections.abc import Callable
from datetime import date

from broadhurst.capabilities.deconfliction.figures import FIGURES as DECONFLICTION
from broadhurst.capabilities.plans.figures import FIGURES as PLANS
from broadhurst.capabilities.register.figures import FIGURES as REGISTER
from broadhurst.capabilities.safeguarding.figures import FIGURES as SAFEGUARDING
from broadhurst.foundation.figure import Figure

Count = Callable[[date | None, date], Figure]
ROOMS: tuple[list[Count], ...] = (REGISTER, PLANS, SAFEGUARDING, DECONFLICTION)
FIGURES: dict[str, Count] = {figure.__name__: figure for room in ROOMS for figure in room}
