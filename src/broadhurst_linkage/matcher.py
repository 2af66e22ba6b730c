"""The matcher: encode, key, score and explain records with one model.

BROADHURST_SECOND_STAGE may name the file of a second stage, which `broadhurst-linkage train`
writes from officers' verdicts. Without a file, the weights are those of the model alone.
"""

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from broadhurst_linkage.blocking.batch_keys import key_arrays
from broadhurst_linkage.blocking.keys import MOST, fill_keys
from broadhurst_linkage.blocking.rules import BlockingRule
from broadhurst_linkage.encoding.name_order import turned_pairs
from broadhurst_linkage.encoding.rows import VERSION, WORDS, Row, encode, in_other_script
from broadhurst_linkage.hashing import Secret
from broadhurst_linkage.records import Record
from broadhurst_linkage.scoring import second_stage
from broadhurst_linkage.scoring.comparisons import FIRST
from broadhurst_linkage.scoring.desk_decides import (
    DATE,
    DATES_DIFFER,
    TURNED,
    are_two_people,
    desk_decides,
)
from broadhurst_linkage.scoring.explain import Bar, bars
from broadhurst_linkage.scoring.frequencies import NO_OVERRIDES, FrequencyOverrides
from broadhurst_linkage.scoring.model import USUAL_SIZE, Model, shipped
from broadhurst_linkage.scoring.score import COMPARED, weigh_each
from broadhurst_linkage.scoring.second_stage import Stage

# Two rows in two scripts with a lower weight share too little to be one person in any spelling, for
# example one of two names and no date of birth.
LEAST_ACROSS = -18.0
LATIN, OTHER_SCRIPT = "latin", "other"  # the scripts of two names, as an explanation says them


class Band(StrEnum):
    """The action that follows from a score."""

    NOTIFY = "notify"
    REVIEW = "review"
    NOTHING = "nothing"


BANDS = {Band.NOTIFY: 0.95, Band.REVIEW: 0.5}
LEAST_WEIGHT = -1e-6  # of a match: just below the weight for REVIEW, which `band` decides


@dataclass(frozen=True, slots=True)
class Scored:
    """The score of a candidate. `weight` is log2 of the odds that both are one person."""

    index: int
    weight: float
    probability: float
    band: Band

    @property
    def order(self) -> tuple[bool, float]:
        """Return what the best score has most of: it notifies, or else it weighs more."""
        return self.band is Band.NOTIFY, self.weight


@dataclass(frozen=True, slots=True)
class Matcher:
    """Scores with a model, perhaps a second stage, for `size` entries.

    `common` are names that are commoner in the register than in the population.
    """

    model: Model
    second: Stage | None = None
    size: int = USUAL_SIZE
    common: FrequencyOverrides = NO_OVERRIDES

    @classmethod
    def default(cls) -> "Matcher":
        """Return the matcher with the shipped model and the site's second stage."""
        return _default()

    def within(self, size: int, common: FrequencyOverrides = NO_OVERRIDES) -> "Matcher":
        """Return this matcher for a register of another size, with its own common names."""
        return replace(self, size=size, common=common)

    @property
    def reach(self) -> float:
        """How far the second stage may raise a weight of the first stage."""
        return second_stage.REACH if self.second else 0.0

    def warm(self) -> None:
        """Compile everything that a check runs, so that the first check does not wait."""
        row = self.row(Record(first="Ann", surname="Example", born="1990-01-02"))
        stored, secret = rows_of([row.tobytes()]), (np.uint64(1), np.uint64(2))
        self.keys(row, secret, for_query=True)
        key_arrays(stored, secret, False)
        self.explain(row, row)
        self.tells(stored, stored)

    def row(self, record: Record) -> Row:
        """Encode a record as a row of sixteen words. Store it with `tobytes()`."""
        return encode(record)

    def keys(
        self, row: Row, secret: Secret, *, for_query: bool = False
    ) -> list[tuple[BlockingRule, int]]:
        """Return the blocking keys of a row as PostgreSQL bigints. A query has more keys.

        `secret` is the result of `hashing.key_secret`, which callers should cache.
        """
        keys, rules = np.empty(MOST, np.uint64), np.empty(MOST, np.uint8)
        count = fill_keys(row, secret, for_query, keys, rules)
        signed = keys.view(np.int64)[:count].tolist()
        return [
            (BlockingRule(rule), key) for rule, key in zip(rules.tolist(), signed, strict=False)
        ]

    def score(self, query: Row, candidates: NDArray[np.uint64]) -> list[Scored]:
        """Return the candidates to notify or review, the highest weight first.

        If the first names are wholly different, a desk reviews the match (`desk_decides`).
        """
        weights, levels = self._weighed(query, candidates)
        order = np.argsort(-weights, kind="stable")[: np.sum(weights >= LEAST_WEIGHT)]
        scored = (
            self._scored(int(i), float(weights[i]), query, candidates[i], levels[i]) for i in order
        )
        return [candidate for candidate in scored if candidate.band is not Band.NOTHING]

    def score_turned(
        self, queries: NDArray[np.uint64], candidates: NDArray[np.uint64]
    ) -> Iterator[tuple[Scored, Row, Row]]:
        """Yield the score of pairs whose names are in two orders, and the pair in one order.

        Two people with different dates of birth are left out: they may be father and son.
        """
        for at, query, row in turned_pairs(queries, candidates):
            weights, levels = self._weighed(query, row.reshape(1, -1))
            if levels[0, DATE] == DATES_DIFFER:
                continue
            scored = self._scored(at, float(weights[0]), query, row, levels[0], is_turned=True)
            if scored.band is not Band.NOTHING:
                yield scored, query, row

    def tells(self, queries: NDArray[np.uint64], candidates: NDArray[np.uint64]) -> bool:
        """Return whether any query and candidate match enough to notify."""
        usual = (scored for query in queries for scored in self.score(query, candidates))
        turned = (scored for scored, *_ in self.score_turned(queries, candidates))
        return any(scored.band is Band.NOTIFY for scored in chain(usual, turned))

    def weights(self, query: Row, candidates: NDArray[np.uint64]) -> NDArray[np.float64]:
        """Return the weight of every candidate, even of unlikely ones."""
        return self._weighed(query, candidates)[0]

    def explain(self, query: Row, row: Row, *, is_turned: bool = False) -> dict[str, Any]:
        """Explain the match: the prior, a bar for each comparison and each interaction.

        `is_turned` says that the names of one row were turned (`score_turned`).
        They add up to the weight. Interactions come from the second stage, which is trained on
        `first_model` and `levels`.
        """
        weights, levels = self._first_stage(query, row.reshape(1, -1))
        comparison_bars = bars(query, row, levels[0], self.model, self.common)
        prior = self.model.prior_in(self.size)
        disclosed = prior + sum(bar.disclosed_weight for bar in comparison_bars)
        interactions: list[Bar] = []
        if self.second:
            interactions = self.second.bars(float(weights[0]), levels[0], disclosed)
        weight = float(weights[0]) + sum(bar.weight for bar in interactions)
        scored = self._scored(0, weight, query, row, levels[0], is_turned=is_turned)
        why = {FIRST.words: TURNED} if is_turned else {}
        if scored.band is not band(scored.probability):
            why = desk_decides(query, row, levels[0], is_turned=is_turned)
        comparison_bars = [
            replace(bar, words=why.get(bar.name, bar.words)) for bar in comparison_bars
        ]
        return {
            "model": self.second.version if self.second else self.model.version,
            "first_model": self.model.version,
            "rows": VERSION,
            "script": OTHER_SCRIPT if in_other_script(np.array([query, row])).any() else LATIN,
            "levels": levels[0].tolist(),
            "prior": prior,
            "bars": [bar.as_json() for bar in comparison_bars],
            "interactions": [bar.as_json() for bar in interactions],
            "weight": scored.weight,
            "probability": scored.probability,
            "band": str(scored.band),
        }

    def _first_stage(
        self, query: Row, candidates: NDArray[np.uint64]
    ) -> tuple[NDArray[np.float64], NDArray[np.int8]]:
        query = self.common.apply(query.reshape(1, -1))[0]
        candidates = self.common.apply(candidates)
        out = np.empty(len(candidates))
        levels = np.empty((len(candidates), COMPARED), np.int8)
        every = np.arange(len(candidates))
        model, prior = self.model, self.model.prior_in(self.size)
        weigh_each(query, candidates, every, model.weights, model.usual, prior, out, levels)
        return out, levels

    def _weighed(
        self, query: Row, candidates: NDArray[np.uint64]
    ) -> tuple[NDArray[np.float64], NDArray[np.int8]]:
        """Return the weights and the levels. Weights include a second stage, if there is one."""
        weights, levels = self._first_stage(query, candidates)
        return (self.second.weights(weights, levels) if self.second else weights), levels

    def _scored(
        self,
        index: int,
        weight: float,
        query: Row,
        row: Row,
        levels: NDArray[np.int8],
        *,
        is_turned: bool = False,
    ) -> Scored:
        probability = 1 / (1 + 2.0**-weight)
        action = band(probability)
        if action is not Band.NOTHING and are_two_people(query, row, levels):
            action = Band.NOTHING
        if action is Band.NOTIFY and desk_decides(query, row, levels, is_turned=is_turned):
            action = Band.REVIEW
        return Scored(index, weight, probability, action)


def band(probability: float) -> Band:
    """Return the action that follows from a probability."""
    for action, least in BANDS.items():
        if probability >= least:
            return action
    return Band.NOTHING


def rows_of(stored: Sequence[bytes]) -> NDArray[np.uint64]:
    """Return stored rows as an array, for `score`."""
    return np.frombuffer(b"".join(stored), np.uint64).reshape(-1, WORDS)


@cache
def _default() -> Matcher:
    file, model = os.environ.get("BROADHURST_SECOND_STAGE"), shipped()
    return Matcher(model, second_stage.read_file(Path(file)).for_model(model) if file else None)
