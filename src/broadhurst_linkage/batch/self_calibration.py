"""Estimate match rate and name frequencies from the register being linked.

The number of records of one person differs between registers. A check of a single record cannot
estimate it, so a check uses the model's prior.
"""

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from broadhurst_linkage.batch.pairs import SharedKeys, weighed_pairs
from broadhurst_linkage.scoring.frequencies import with_register_frequencies
from broadhurst_linkage.scoring.model import Model

MOST_OTHERS = 100.0  # the most other records of one person that the prior allows
DOUBTFUL = -4.0  # with so many others, pairs of a lower weight are almost never one person
SAMPLED = 200_000  # records whose pairs are enough for an estimate
# The model's prior counts as this many pairs, so that a few records change it little.
PRIOR_PAIRS = 10_000
TOLERANCE = 0.01  # of the prior
ROUNDS = 100
Words = NDArray[np.uint64]


class SelfCalibration(NamedTuple):
    """A register's rows with its own name frequencies, and the prior of a pair."""

    rows: Words
    prior: float


def calibrate_to_register(rows: Words, shared: SharedKeys, model: Model) -> SelfCalibration:
    """Estimate the name frequencies and the prior of a register."""
    others = (len(rows) - 1) / (1 + 2 ** -_prior(rows, shared, model))
    rows = with_register_frequencies(rows, others)
    return SelfCalibration(rows, _prior(rows, shared, model))


def _prior(rows: Words, shared: SharedKeys, model: Model) -> float:
    """Return the prior that equals the mean probability of pairs, as log2 odds.

    It is the most likely one, by expectation maximisation. The weights of pairs do not change.
    """
    usual = model.prior_in(len(rows))
    pairs = len(rows) * (len(rows) - 1) / 2
    if not pairs:
        return usual
    every = max(1, len(rows) // SAMPLED)
    highest = min(0.0, math.log2(MOST_OTHERS / len(rows)))
    sample = weighed_pairs(rows, shared, model, highest, DOUBTFUL, every)
    weights = sample.weights - highest
    prior = usual
    for _ in range(ROUNDS):
        same = every * (1 / (1 + np.exp2(-weights - prior))).sum()
        share = (same + PRIOR_PAIRS * 2**usual) / (pairs + PRIOR_PAIRS)
        previous, prior = prior, math.log2(share / (1 - share))
        if abs(prior - previous) < TOLERANCE:
            break
    return prior
