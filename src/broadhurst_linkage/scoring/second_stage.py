"""The second stage as it is used: numbers that are added to a weight, each with its bar.

The first stage takes comparisons to be independent. They are not: a relative has the surname, the
address and often the telephone of a suspect. Here each two things that are known of a pair add
what they tell together beyond what each tells alone; what is not known adds nothing. The sum is
then read as officers' answers say it should be (isotonic regression, Zadrozny and Elkan, 2002).
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
REACH = 8.0  # how far below a cut the first stage is asked for what the second may lift above it
LEAST_SHOWN = 0.05  # of a doubling: smaller bars are shown as one
SMALL = "the rest together"
Numbers = NDArray[np.float64]
Levels = NDArray[np.int8]


class WrongStageError(ValueError):
    """The file is not a second stage for this model; the message says why."""


@dataclass(frozen=True, slots=True)
class Stage:
    """What was learnt from labels of one model's weights.

    `tables` has for each two comparisons, level by level, what is added, in log2 of the odds;
    level 0, not known, adds nothing. `knots` are weights, rising, and what they are read as.
    """

    model: str
    labels: int
    same: int
    ridge: float
    tables: Numbers
    knots: Numbers

    @property
    def version(self) -> str:
        """Which second stage this is, for the model's name beside a hit."""
        return f"{self.model}+{self.labels}"

    def weights(self, weights: Numbers, levels: Levels) -> Numbers:
        """The weights of pairs with the second stage, from the first's and their levels."""
        return self.read(weights + self.together(levels))

    def bars(self, weight: float, levels: Levels, told: float) -> list[Bar]:
        """A bar for each two things that change the weight; they add up to the change exactly.

        The last hangs on the whole weight: in what is told it is read of the weight that is.
        """
        found = list(self._each(levels))
        shown = [bar for bar in found if abs(bar.weight) >= LEAST_SHOWN]
        if small := sum(bar.weight for bar in found if abs(bar.weight) < LEAST_SHOWN):
            shown.append(Bar("Other two things", SMALL, small))
        if self.knots.size:
            before = np.array([weight, told]) + sum(bar.weight for bar in found)
            change, change_told = (self.read(before) - before).tolist()
            shown.append(Bar("All together", KNOTS, change, {"weight": change_told}))
        return shown

    def for_model(self, model: Model) -> "Stage":
        """Itself. Raises WrongStageError if it was trained on another model's weights."""
        if self.model != model.version:
            raise WrongStageError(
                f"The second stage was trained on weights of {self.model}; the model is"
                f" {model.version}. Export the labels again and train anew."
            )
        return self

    def together(self, levels: Levels) -> Numbers:
        """What is added to each pair, before the sum is read."""
        total = np.zeros(len(levels))
        for place, (a, b) in enumerate(PAIRS):
            total += self.tables[place, levels[:, a], levels[:, b]]
        return total

    def read(self, weights: Numbers) -> Numbers:
        """Between knots on a line, beyond them as far off as the last: never out of order."""
        if not self.knots.size:
            return weights
        at, reads = self.knots
        beyond = weights - np.clip(weights, at[0], at[-1])
        found: Numbers = np.interp(weights, at, reads) + beyond
        return found

    def _each(self, levels: Levels) -> Iterator[Bar]:
        for place, (a, b) in enumerate(PAIRS):
            if weight := float(self.tables[place, levels[a], levels[b]]):
                yield Bar(_names(a, b), _words(a, b, levels), weight)


def _names(a: int, b: int) -> str:
    return f"{COMPARISONS[a].words} with {COMPARISONS[b].words.lower()}"


def _words(a: int, b: int, levels: Levels) -> str:
    one, other = (COMPARISONS[i].levels[int(levels[i]) - 1].words for i in (a, b))
    return f"{one}; {other}"


def save(stage: Stage, path: Path) -> None:
    """Write it as JSON."""
    kept = {
        "model": stage.model, "rows": rows.VERSION, "labels": stage.labels, "same": stage.same,
        "ridge": stage.ridge, "knots": stage.knots.tolist(),
        "tables": {
            f"{COMPARISONS[a].name} {COMPARISONS[b].name}": stage.tables[place].tolist()
            for place, (a, b) in enumerate(PAIRS)
        },
    }  # fmt: skip
    with write_atomically(path) as part:
        part.write_text(json.dumps(kept) + "\n", "utf-8")


def read_file(path: Path) -> Stage:
    """The second stage of a file. Raises WrongStageError, OSError."""
    try:
        return _read_kept(json.loads(path.read_text("utf-8")))
    except (KeyError, TypeError, ValueError) as wrong:
        if isinstance(wrong, WrongStageError):
            raise
        raise WrongStageError(f"{path} is not a second stage: {wrong}") from wrong


def _read_kept(kept: dict[str, Any]) -> Stage:
    if kept["rows"] != rows.VERSION:
        raise WrongStageError("The second stage is of another version of what is compared.")
    named = (f"{COMPARISONS[a].name} {COMPARISONS[b].name}" for a, b in PAIRS)
    tables = np.array([kept["tables"][name] for name in named], np.float64)
    knots = np.array(kept["knots"], np.float64)
    finite = np.isfinite(tables).all() and np.isfinite(knots).all()
    if tables.shape != SHAPE or not finite or tables[:, 0].any() or tables[:, :, 0].any():
        raise WrongStageError("The tables are not those of what is compared, level by level.")
    if knots.size and (len(knots) != 2 or (np.diff(knots) <= 0).any()):
        raise WrongStageError("The knots do not rise.")
    counts = int(kept["labels"]), int(kept["same"])
    return Stage(str(kept["model"]), *counts, float(kept["ridge"]), tables, knots)
