"""The matcher: rows, keys, scores and reasons with one model. The one door for the room.

BROADHURST_SECOND_STAGE may name the file of a second stage, which `broadhurst-linkage train`
writes from officers' verdicts; without one, the weights are those of the model alone.
"""

import os
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from broadhurst_linkage.blocking.keys import MOST, fill_keys
from broadhurst_linkage.blocking.rules import BlockingRule
from broadhurst_linkage.encoding import rows as row_words
from broadhurst_linkage.encoding.rows import Row, encode
from broadhurst_linkage.hashing import Secret
from broadhurst_linkage.records import Record
from broadhurst_linkage.scoring import model as models
from broadhurst_linkage.scoring import second_stage as stages
from broadhurst_linkage.scoring.explain import bars
from broadhurst_linkage.scoring.frequencies import NO_OVERRIDES, FrequencyOverrides
from broadhurst_linkage.scoring.model import USUAL_SIZE, Model
from broadhurst_linkage.scoring.score import COMPARED, weigh_each
from broadhurst_linkage.scoring.second_stage import Stage

# The weight below which two rows in two scripts share too little to be one person in any spelling:
# a name of two, and neither the date of birth.
LEAST_ACROSS = -18.0


class Band(StrEnum):
    """What follows from a score."""

    NOTIFY = "notify"
    REVIEW = "review"
    NOTHING = "nothing"


BANDS = {Band.NOTIFY: 0.95, Band.REVIEW: 0.5}


@dataclass(frozen=True, slots=True)
class Scored:
    """How like the query a candidate is. `weight` is log2 of the odds that it is one person."""

    index: int
    weight: float
    probability: float
    band: Band


@dataclass(frozen=True, slots=True)
class Matcher:
    """Scores with one model, and a second stage if there is one, in a store of so many entries.

    `common` are names of which the store has more than the population.
    """

    model: Model
    second: Stage | None = None
    size: int = USUAL_SIZE
    common: FrequencyOverrides = NO_OVERRIDES

    @classmethod
    def default(cls) -> "Matcher":
        """Return the matcher with the shipped model, and the second stage of this installation."""
        return _default()

    def within(self, size: int, common: FrequencyOverrides = NO_OVERRIDES) -> "Matcher":
        """The same in a store of another size, with its own common names."""
        return replace(self, size=size, common=common)

    @property
    def reach(self) -> float:
        """How far the second stage may lift a weight of the first."""
        return stages.REACH if self.second else 0.0

    def warm(self) -> None:
        """Compile everything that a check runs, so that the first check does not wait for it."""
        row = self.row(Record(first="Ann", surname="Example", born="1990-01-02"))
        self.keys(row, (np.uint64(1), np.uint64(2)), for_query=True)
        self.explain(row, row)

    def row(self, record: Record) -> Row:
        """What is kept of a record and compared: sixteen words, `tobytes()` to store them."""
        return encode(record)

    def keys(
        self, row: Row, secret: Secret, *, for_query: bool = False
    ) -> list[tuple[BlockingRule, int]]:
        """The match keys of a row as PostgreSQL's bigints; more of them for a query.

        `secret` comes of `keys.key_secret`, which is worth keeping.
        """
        found, kinds = np.empty(MOST, np.uint64), np.empty(MOST, np.uint8)
        count = fill_keys(row, secret, for_query, found, kinds)
        signed = found.view(np.int64)[:count].tolist()
        return [
            (BlockingRule(kind), key) for kind, key in zip(kinds.tolist(), signed, strict=False)
        ]

    def score(self, query: Row, candidates: NDArray[np.uint64]) -> list[Scored]:
        """The candidates worth a look, best first."""
        weights = self.weights(query, candidates)
        order = np.argsort(-weights, kind="stable")
        scored = (self._scored(int(i), float(weights[i])) for i in order)
        return [one for one in scored if one.band is not Band.NOTHING]

    def tells(self, queries: NDArray[np.uint64], candidates: NDArray[np.uint64]) -> bool:
        """Whether any two of some rows are so alike that units are told of it."""
        found = (self.score(query, candidates) for query in queries)
        return any(best.band is Band.NOTIFY for scored in found for best in scored[:1])

    def weights(self, query: Row, candidates: NDArray[np.uint64]) -> NDArray[np.float64]:
        """The weight of each candidate, however unlike."""
        weights, levels = self._first(query, candidates)
        return self.second.weights(weights, levels) if self.second else weights

    def explain(self, query: Row, row: Row) -> dict[str, Any]:
        """Why the two match: the prior, a bar a comparison, and a bar an interaction of the second
        stage; they add up to the weight. Labels are trained on `first_model` and `levels`."""
        weights, levels = self._first(query, row.reshape(1, -1))
        found = bars(query, row, levels[0], self.model, self.common)
        prior = self.model.prior_in(self.size)
        told = prior + sum(bar.told_weight for bar in found)
        together = self.second.bars(float(weights[0]), levels[0], told) if self.second else []
        scored = self._scored(0, float(weights[0]) + sum(bar.weight for bar in together))
        return {
            "model": self.second.version if self.second else self.model.version,
            "first_model": self.model.version,
            "rows": row_words.VERSION,
            "levels": levels[0].tolist(),
            "prior": prior,
            "bars": [one.as_json() for one in found],
            "interactions": [one.as_json() for one in together],
            "weight": scored.weight,
            "probability": scored.probability,
            "band": str(scored.band),
        }

    def _first(
        self, query: Row, candidates: NDArray[np.uint64]
    ) -> tuple[NDArray[np.float64], NDArray[np.int8]]:
        query = self.common.apply(query.reshape(1, -1))[0]
        candidates = self.common.apply(candidates)
        out = np.empty(len(candidates))
        levels = np.empty((len(candidates), COMPARED), np.int8)
        which = np.arange(len(candidates))
        model, prior = self.model, self.model.prior_in(self.size)
        weigh_each(query, candidates, which, model.weights, model.usual, prior, out, levels)
        return out, levels

    def _scored(self, index: int, weight: float) -> Scored:
        probability = 1 / (1 + 2.0**-weight)
        return Scored(index, weight, probability, band(probability))


def band(probability: float) -> Band:
    """What follows from a probability."""
    for one, least in BANDS.items():
        if probability >= least:
            return one
    return Band.NOTHING


def rows_of(stored: Sequence[bytes]) -> NDArray[np.uint64]:
    """Rows as they were stored, for `score`."""
    return np.frombuffer(b"".join(stored), np.uint64).reshape(-1, row_words.WORDS)


@cache
def _default() -> Matcher:
    file, model = os.environ.get("BROADHURST_SECOND_STAGE"), models.shipped()
    return Matcher(model, stages.read_file(Path(file)).for_model(model) if file else None)
