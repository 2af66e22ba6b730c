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
SMALLEST = 1e-9  # the probability of a level that training never saw

# The register size that a model's prior is for. In a register twice as large, a chance match is
# twice as likely.
USUAL_SIZE = 1_000_000


class WrongModelError(ValueError):
    """The file is not a model of these comparisons. The message says where it differs."""


@dataclass(frozen=True, slots=True)
class Model:
    """The weight of each level of each comparison, in log2 of a Bayes factor.

    The weight of level 0, not known, is 0. `usual` holds three numbers for each level of the three
    names. They are the share of the rarity that counts, that share of log2 u, and the bit position
    of the rarity in a row. The weight already includes the share of log2 u.
    """

    settings: dict[str, Any]
    prior: float
    weights: NDArray[np.float64]
    usual: NDArray[np.float64]

    @property
    def version(self) -> str:
        """The version of the model, which is stored with every score."""
        return str(self.settings["linker_uid"])

    def prior_in(self, records: int) -> float:
        """Return the prior, in log2 of the odds, in a register of `records` records."""
        return float(self.prior - math.log2(max(records, USUAL_SIZE) / USUAL_SIZE))


def model_name(settings: dict[str, Any]) -> str:
    """Return a name from a model's content: equal training gives equal names."""
    content = json.dumps(settings["comparisons"], sort_keys=True)
    return f"person-{sha256(content.encode()).hexdigest()[:10]}"


@cache
def shipped() -> Model:
    """Return the model that ships with the package."""
    return read(json.loads(_shipped_file().read_text("utf-8")))


def read_file(path: Path) -> Model:
    """Read the model from a file that Splink saved. Raises WrongModelError."""
    return read(json.loads(path.read_text("utf-8")))


def read(settings: dict[str, Any]) -> Model:
    """Read the model from Splink's settings. Raises WrongModelError."""
    weights = np.zeros((len(COMPARISONS), MOST_LEVELS))
    usual = np.zeros((len(NAMES), MOST_LEVELS, 3))
    by_name = {saved["output_column_name"]: saved for saved in settings["comparisons"]}
    if list(by_name) != [comparison.name for comparison in COMPARISONS]:
        raise WrongModelError(f"The model compares {', '.join(by_name)}.")
    for i, comparison in enumerate(COMPARISONS):
        unknown, *levels = by_name[comparison.name]["comparison_levels"]
        expected = [comparison.unknown, *(level.sql for level in comparison.levels)]
        if [level["sql_condition"] for level in (unknown, *levels)] != expected:
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
    """Return the level's m or u, or SMALLEST if training never saw the level."""
    return float(level.get(f"{letter}_probability") or SMALLEST)


def _shipped_file() -> Any:
    return files(__package__).joinpath("data", SHIPPED)
