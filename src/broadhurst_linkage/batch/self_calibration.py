"""Estimate match rate and name frequencies from the register being linked.

The number of records of one person differs between registers. A check of a single record cannot
estimate it, so a check uses the model's prior.
"""

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from broadhurst_linkage.batch import places
from broadhurst_linkage.batch.pairs import SharedKeys, weighed_pairs
from broadhurst_linkage.batch.places import Agreements, Shares, agreements
from broadhurst_linkage.scoring.frequencies import with_register_frequencies
from broadhurst_linkage.scoring.model import Model

MOST_OTHERS = 100.0  # the most other records of one person that the prior allows
DOUBTFUL = -4.0  # with this many records, pairs of a lower weight are almost never one person
SAMPLED = 200_000  # records whose pairs are enough for an estimate
# The model's prior counts as this many pairs, so that a few records change it little.
PRIOR_PAIRS = 10_000
TOLERANCE = 0.01  # of the prior
ROUNDS = 100
Words = NDArray[np.uint64]


class SelfCalibration(NamedTuple):
    """A register's rows with its own name frequencies, the prior of a pair, and the model.

    The model has the register's own frequencies of places.
    """

    rows: Words
    prior: float
    model: Model


def calibrate_to_register(rows: Words, shared: SharedKeys, model: Model) -> SelfCalibration:
    """Estimate the frequencies of names and places, and the prior, of a register."""
    if len(rows) < 2:
        return SelfCalibration(rows, model.prior_in(len(rows)), model)
    agreed = agreements(rows)
    prior, _ = _estimate(rows, shared, model, agreed)
    rows = with_register_frequencies(rows, (len(rows) - 1) / (1 + 2**-prior))
    prior, u = _estimate(rows, shared, model, agreed)
    return SelfCalibration(rows, prior, places.with_u(model, u))


def _estimate(
    rows: Words, shared: SharedKeys, model: Model, agreed: Agreements
) -> tuple[float, Shares]:
    """Return the prior, as log2 odds, and the shares of places among two people.

    The prior equals the mean probability of pairs. Both are the most likely ones, by expectation
    maximisation. The other weights do not change.
    """
    usual, before = model.prior_in(len(rows)), places.shares_of(model, "u")
    pairs = len(rows) * (len(rows) - 1) / 2
    every = max(1, len(rows) // SAMPLED)
    highest = min(0.0, math.log2(MOST_OTHERS / len(rows)))
    sample = weighed_pairs(rows, shared, model, highest, DOUBTFUL, every)
    weights, levels = sample.weights - highest, sample.levels
    prior, u = usual, before
    for _ in range(ROUNDS):
        now = weights + places.added(before, u, levels)
        probabilities = 1 / (1 + np.exp2(-now - prior))
        u = places.learnt(model, agreed, every * places.same_of(levels, probabilities))
        share = (every * probabilities.sum() + PRIOR_PAIRS * 2**usual) / (pairs + PRIOR_PAIRS)
        previous, prior = prior, math.log2(share / (1 - share))
        if abs(prior - previous) < TOLERANCE:
            break
    return prior, u
