"""The weights of the comparisons, read from the file that Splink 5 saves."""

import json
import math
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from broadhurst_linkage.encoding.rows import RARITIES
from broadhurst_linkage.scoring.comparisons import (
    COMPARISONS,
    MOST_LEVELS,
    NAMES,
)

SHIPPED = "person.splink.json"
SMALLEST = 1e-9  # a probability that training found no case of


# The size of register that a model's prior is for: in one twice as large, a chance likeness is
# twice as likely.
USUAL_SIZE = 1_000_000


class WrongModelError(ValueError):
    """The file is not a model of these comparisons; the message says where it differs."""


@dataclass(frozen=True, slots=True)
class Model:
    """What a comparison's level weighs, in log2 of a Bayes factor; level 0, not known, is 0.

    `usual` has for each level of the three names how much of its rarity counts, log2 of its u as
    much of which is in the weight already, and where in a row the rarity stands.
    """

    settings: dict[str, Any]
    prior: float
    weights: NDArray[np.float64]
    usual: NDArray[np.float64]

    @property
    def version(self) -> str:
        """Which model this is: kept with every score."""
        return str(self.settings["linker_uid"])

    def prior_in(self, records: int) -> float:
        """The prior in a register of so many records."""
        return float(self.prior - math.log2(max(records, USUAL_SIZE) / USUAL_SIZE))


def name_of(settings: dict[str, Any]) -> str:
    """A name for a model by what it holds: the same training gives the same name."""
    held = json.dumps(settings["comparisons"], sort_keys=True)
    return f"person-{sha256(held.encode()).hexdigest()[:10]}"


@cache
def shipped() -> Model:
    """Return the model that ships with the package."""
    return read(json.loads(_shipped_file().read_text("utf-8")))


def read_file(path: Path) -> Model:
    """The model of a file that Splink saved. Raises WrongModelError."""
    return read(json.loads(path.read_text("utf-8")))


def read(settings: dict[str, Any]) -> Model:
    """The model of Splink's settings. Raises WrongModelError if they compare something else."""
    weights = np.zeros((len(COMPARISONS), MOST_LEVELS))
    usual = np.zeros((len(NAMES), MOST_LEVELS, 3))
    found = {one["output_column_name"]: one for one in settings["comparisons"]}
    if list(found) != [one.name for one in COMPARISONS]:
        raise WrongModelError(f"The model compares {', '.join(found)}.")
    for i, comparison in enumerate(COMPARISONS):
        unknown, *levels = found[comparison.name]["comparison_levels"]
        expected = [comparison.unknown, *(one.sql for one in comparison.levels)]
        if [one["sql_condition"] for one in (unknown, *levels)] != expected:
            raise WrongModelError(f"The levels of {comparison.name} are not those of this version.")
        for j, level in enumerate(levels, 1):
            weights[i, j] = math.log2(probability(level, "m") / probability(level, "u"))
            if tf := comparison.levels[j - 1].tf:
                share = comparison.levels[j - 1].share
                log_u = math.log2(probability(level, "u"))
                usual[i, j] = share, share * log_u, RARITIES[tf]
    odds = settings["probability_two_random_records_match"]
    return Model(settings, math.log2(odds / (1 - odds)), weights, usual)


def probability(level: dict[str, Any], letter: str) -> float:
    """The level's m or u, which training may have found no case of."""
    return float(level.get(f"{letter}_probability") or SMALLEST)


def _shipped_file() -> Any:
    return files(__package__).joinpath("data", SHIPPED)
