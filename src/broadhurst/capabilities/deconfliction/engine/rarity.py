"""How rare a name is in the population, from a table that ships with the engine.

The table is made of the public counts of the United States census of 2020, weighted to the mix of
England and Wales (`python -m bench.matching.population`); a register of suspects is not the
population, so its own counts would make common names look rare.
"""

import math
from functools import cache
from importlib.resources import files
from typing import Literal

STEPS = 256  # to a halving of the share
UNSEEN = 1e-6  # the share of a name that is not in the table
LARGEST = (1 << 16) - 1

Of = Literal["first", "surname"]


def rarity(token: str, of: Of) -> int:
    """The share of people with this name, as -256 log2(share), at most 16 bits; 0 for no name."""
    return table(of).get(token, step(UNSEEN)) if token else 0


def step(share: float) -> int:
    """A share of the population in the unit of `rarity`."""
    return min(LARGEST, round(-STEPS * math.log2(share)))


@cache
def table(of: Of) -> dict[str, int]:
    """The rarities of the known names."""
    text = files(__package__).joinpath("models", f"{of}-names.txt").read_text("ascii")
    pairs = (line.split() for line in text.splitlines())
    return {name: int(steps) for name, steps in pairs}
