"""The figures of every room, by name."""

from collections.abc import Callable
from datetime import date

from broadhurst.capabilities.register.figures import FIGURES as REGISTER
from broadhurst.foundation.figure import Figure

ALL: tuple[list[Callable[[date | None, date], Figure]], ...] = (REGISTER,)
FIGURES = {figure.__name__: figure for room in ALL for figure in room}
