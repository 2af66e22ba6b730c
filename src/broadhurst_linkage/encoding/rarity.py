"""How rare a name, or its sound, is in the population, from tables that ship with the package.

The tables are made of the public counts of the United States census of 2020, weighted to the mix of
England and Wales (`python -m bench.matching.population`); a register of suspects is not the
population, so its own counts would make common names look rare.
"""

import math
from functools import cache
from importlib.resources import files
from typing import Literal

STEPS = 14  # to a halving of the share: eighteen halvings in a byte
UNSEEN = 4e-6  # the share of a name that is not in the table: the rarest of it have about as much
LARGEST = (1 << 8) - 1

FILES = {"first": "first-names", "surname": "surname-names",
         "first_skeleton": "first-sounds", "surname_skeleton": "surname-sounds"}  # fmt: skip
Of = Literal["first", "surname", "first_skeleton", "surname_skeleton"]


def rarity(token: str, of: Of) -> int:
    """The share of people with this name, as -14 log2(share), at most 8 bits; 0 for no name."""
    return table(of).get(token, step(UNSEEN)) if token else 0


def step(share: float) -> int:
    """A share of the population in the unit of `rarity`."""
    return min(LARGEST, round(-STEPS * math.log2(share)))


def share(steps: float) -> float:
    """The share of the population, from a rarity."""
    return float(2 ** (-steps / STEPS))


@cache
def table(of: Of) -> dict[str, int]:
    """The rarities of the known names, and of the initials: an equal initial is nothing rare."""
    text = files(__package__).joinpath("data", f"{FILES[of]}.txt").read_text("ascii")
    found = {name: int(steps) for name, steps in map(str.split, text.splitlines())}
    if of.endswith("skeleton"):
        return found
    initials: dict[str, float] = {}
    for name, steps in found.items():
        initials[name[0]] = initials.get(name[0], 0.0) + share(steps)
    return found | {letter: step(of_all) for letter, of_all in initials.items()}
