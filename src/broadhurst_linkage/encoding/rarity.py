"""The rarity of a name or its sound in the population.

The tables ship with the package. They come from the public counts of the United States census of
2020, weighted to the mix of England and Wales (`python -m bench.matching.population`). A register
of suspects is not the population, so its own counts would make common names look rare.
"""

import math
from functools import cache
from importlib.resources import files
from typing import Literal

STEPS = 14  # for each halving of the share, so a byte holds eighteen halvings
UNSEEN = 4e-6  # the share of a name that is not in the table, about the same as its rarest names
LARGEST = (1 << 8) - 1

FILES = {"first": "first-names", "surname": "surname-names",
         "first_skeleton": "first-sounds", "surname_skeleton": "surname-sounds"}  # fmt: skip
NameKind = Literal["first", "surname", "first_skeleton", "surname_skeleton"]


def rarity(token: str, kind: NameKind) -> int:
    """Return the rarity of a name: -14 log2(share) in 8 bits; 0 for no name."""
    return table(kind).get(token, step(UNSEEN)) if token else 0


def step(share: float) -> int:
    """Convert a share of the population to the unit of `rarity`."""
    return min(LARGEST, round(-STEPS * math.log2(share)))


def share(steps: float) -> float:
    """Convert a rarity to a share of the population."""
    return float(2 ** (-steps / STEPS))


@cache
def table(kind: NameKind) -> dict[str, int]:
    """Return the rarities of the known names, and of initials, which are common."""
    text = files(__package__).joinpath("data", f"{FILES[kind]}.txt").read_text("ascii")
    rarities = {name: int(steps) for name, steps in map(str.split, text.splitlines())}
    if kind.endswith("skeleton"):
        return rarities
    initial_shares: dict[str, float] = {}
    for name, steps in rarities.items():
        initial_shares[name[0]] = initial_shares.get(name[0], 0.0) + share(steps)
    return rarities | {letter: step(total) for letter, total in initial_shares.items()}
