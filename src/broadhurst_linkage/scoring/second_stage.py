"""The second stage of scoring: corrections of a weight, each with a bar.

The first stage takes comparisons to be independent. They are not: a relative shares the surname,
the address and often the phone number of a suspect. So for every two known comparisons, this stage
adds a correction for their joint effect. An unknown comparison adds nothing. The sum is then
calibrated on officers' verdicts (isotonic regression, Zadrozny and Elkan, 2002).
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from broadhurst_linkage.atomic_files import write_atomically
from broadhurst_linkage.encoding import rows
from broadhurst_linkage.scoring.comparisons import COMPARISONS, MOST_LEVELS
from broadhurst_linkage.scoring.explain import KNOTS, Bar
from broadhurst_linkage.scoring.model import Model

PAIRS = tuple(combinations(range(len(COMPARISONS)), 2))
SHAPE = (len(PAIRS), MOST_LEVELS, MOST_LEVELS)
REACH = 8.0  # how far below the cut the first stage keeps pairs that the second may lift above it
LEAST_SHOWN = 0.05  # in log2 of the odds; smaller bars are shown as one
SMALL = "all smaller effects together"
Numbers = NDArray[np.float64]
Levels = NDArray[np.int8]


class WrongStageError(ValueError):
    """The file is not a second stage for this model. The message says why."""


@dataclass(frozen=True, slots=True)
class Stage:
    """A second stage, trained on labels with the weights of one model.

    `tables` holds the correction for each two comparisons, level by level, in log2 of the odds.
    Level 0, not known, adds nothing. `knots` are increasing weights and their calibrated values.
    """

    model: str
    labels: int
    same: int
    ridge: float
    tables: Numbers
    knots: Numbers

    @property
    def version(self) -> str:
        """The version of the second stage, which is stored with a hit."""
        return f"{self.model}+{self.labels}"

    def weights(self, weights: Numbers, levels: Levels) -> Numbers:
        """Return second-stage weights from first-stage weights and levels."""
        return self.calibrate(weights + self.corrections(levels))

    def bars(self, weight: float, levels: Levels, disclosed: float) -> list[Bar]:
        """Return a bar for each correction of the weight, and for the calibration.

        The bars add up to the change exactly. The calibration depends on the total weight, so its
        disclosed form is calculated from `disclosed`, the disclosed weight.
        """
        every = list(self._interactions(levels))
        bars = [bar for bar in every if abs(bar.weight) >= LEAST_SHOWN]
        if small := sum(bar.weight for bar in every if abs(bar.weight) < LEAST_SHOWN):
            bars.append(Bar("Other combinations", SMALL, small))
        if self.knots.size:
            before = np.array([weight, disclosed]) + sum(bar.weight for bar in every)
            change, disclosed_change = (self.calibrate(before) - before).tolist()
            bars.append(Bar("All together", KNOTS, change, {"weight": disclosed_change}))
        return bars

    def for_model(self, model: Model) -> "Stage":
        """Return this stage. Raises WrongStageError if it was trained on another model."""
        if self.model != model.version:
            raise WrongStageError(
                f"The second stage was trained on weights of {self.model}, and the model is"
                f" {model.version}. Export the labels again and train a new second stage."
            )
        return self

    def corrections(self, levels: Levels) -> Numbers:
        """Return the correction of each pair, before the calibration."""
        total = np.zeros(len(levels))
        for place, (a, b) in enumerate(PAIRS):
            total += self.tables[place, levels[:, a], levels[:, b]]
        return total

    def calibrate(self, weights: Numbers) -> Numbers:
        """Calibrate weights: linear between knots, a constant shift beyond."""
        if not self.knots.size:
            return weights
        at, calibrated = self.knots
        beyond = weights - np.clip(weights, at[0], at[-1])
        result: Numbers = np.interp(weights, at, calibrated) + beyond
        return result

    def _interactions(self, levels: Levels) -> Iterator[Bar]:
        for place, (a, b) in enumerate(PAIRS):
            if weight := float(self.tables[place, levels[a], levels[b]]):
                yield Bar(_names(a, b), _words(a, b, levels), weight)


def _names(a: int, b: int) -> str:
    return f"{COMPARISONS[a].words} with {COMPARISONS[b].words.lower()}"


def _words(a: int, b: int, levels: Levels) -> str:
    first, second = (COMPARISONS[i].levels[int(levels[i]) - 1].words for i in (a, b))
    return f"{first}; {second}"


def save(stage: Stage, path: Path) -> None:
    """Write the stage as JSON."""
    content = {
        "model": stage.model, "rows": rows.VERSION, "labels": stage.labels, "same": stage.same,
        "ridge": stage.ridge, "knots": stage.knots.tolist(),
        "tables": {
            f"{COMPARISONS[a].name} {COMPARISONS[b].name}": stage.tables[place].tolist()
            for place, (a, b) in enumerate(PAIRS)
        },
    }  # fmt: skip
    with write_atomically(path) as part:
        part.write_text(json.dumps(content) + "\n", "utf-8")


def read_file(path: Path) -> Stage:
    """Read the second stage of a file. Raises WrongStageError, OSError."""
    try:
        return _parse(json.loads(path.read_text("utf-8")))
    except (KeyError, TypeError, ValueError) as wrong:
        if isinstance(wrong, WrongStageError):
            raise
        raise WrongStageError(f"{path} is not a second stage: {wrong}") from wrong


def _parse(content: dict[str, Any]) -> Stage:
    if content["rows"] != rows.VERSION:
        raise WrongStageError("The second stage was trained on another version of the encoding.")
    named = (f"{COMPARISONS[a].name} {COMPARISONS[b].name}" for a, b in PAIRS)
    tables = np.array([content["tables"][name] for name in named], np.float64)
    knots = np.array(content["knots"], np.float64)
    finite = np.isfinite(tables).all() and np.isfinite(knots).all()
    if tables.shape != SHAPE or not finite or tables[:, 0].any() or tables[:, :, 0].any():
        raise WrongStageError("The tables do not fit the comparisons and their levels.")
    if knots.size and (len(knots) != 2 or (np.diff(knots) <= 0).any()):
        raise WrongStageError("The knots do not increase.")
    counts = int(content["labels"]), int(content["same"])
    return Stage(str(content["model"]), *counts, float(content["ridge"]), tables, knots)
