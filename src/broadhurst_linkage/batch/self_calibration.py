"""What a whole register tells of itself, without a label: how many of its pairs are one person, and
how common its names are in it.

Of one record that is checked against a store the first cannot be told, and the model's prior
stands: how many records there are of one person is each register's own.
"""

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from broadhurst_linkage.batch.pairs import Shared, weighed_pairs
from broadhurst_linkage.scoring.frequencies import counted
from broadhurst_linkage.scoring.model import Model

MOST_OTHERS = 100.0  # records of one person beside one's own: more are not reckoned with
DOUBTFUL = -4.0  # what weighs less, where all have so many, is one person hardly ever
SAMPLED = 200_000  # records whose pairs are enough to learn from
# So many pairs are taken to be as the model's prior says, so that a handful of records tell little.
TAKEN = 10_000
NEAR = 0.01  # of the prior, to which it is found
ROUNDS = 100
Words = NDArray[np.uint64]


class Itself(NamedTuple):
    """A register's rows, with its names as common as they are in it, and the prior of a pair."""

    rows: Words
    prior: float


def learnt(rows: Words, shared: Shared, model: Model) -> Itself:
    """What a register tells of itself."""
    others = (len(rows) - 1) / (1 + 2 ** -_prior(rows, shared, model))
    rows = counted(rows, others)
    return Itself(rows, _prior(rows, shared, model))


def _prior(rows: Words, shared: Shared, model: Model) -> float:
    """The prior, log2 of the odds, under which the pairs' own probabilities add up to it.

    The most likely one, by expectation and maximisation: what pairs weigh is not changed.
    """
    usual = model.prior_in(len(rows))
    pairs = len(rows) * (len(rows) - 1) / 2
    if not pairs:
        return usual
    every = max(1, len(rows) // SAMPLED)
    highest = min(0.0, math.log2(MOST_OTHERS / len(rows)))
    found = weighed_pairs(rows, shared, model, highest, DOUBTFUL, every)
    weights = found.weights - highest
    prior = usual
    for _ in range(ROUNDS):
        same = every * (1 / (1 + np.exp2(-weights - prior))).sum()
        share = (same + TAKEN * 2**usual) / (pairs + TAKEN)
        before, prior = prior, math.log2(share / (1 - share))
        if abs(prior - before) < NEAR:
            break
    return prior
