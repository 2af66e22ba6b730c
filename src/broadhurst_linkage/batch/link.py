"""Link records in memory: the pairs that may be one person."""

import os
from collections.abc import Iterable
from typing import NamedTuple

import numpy as np

from broadhurst_linkage.batch.pairs import shared_keys, weighed_pairs
from broadhurst_linkage.batch.self_calibration import calibrate_to_register
from broadhurst_linkage.encoding.rows import encode
from broadhurst_linkage.hashing import key_secret
from broadhurst_linkage.records import Record
from broadhurst_linkage.scoring.model import Model, shipped

EVEN_ODDS = 0.0


class Link(NamedTuple):
    """Two records that may be one person: positions and likelihood.

    `weight` is log2 of the odds. `probability` is the same from 0 to 1.
    """

    left: int
    right: int
    weight: float
    probability: float


def link(
    records: Iterable[Record], *, least: float = EVEN_ODDS, model: Model | None = None
) -> list[Link]:
    """Return the pairs of records of weight `least` or more, strongest first.

    Only records that share a blocking key are compared. If there are enough records, they decide
    how common each name is and how many pairs to expect. For a large register, a file is faster:
    see `broadhurst-linkage batch`.
    """
    rows = np.array([encode(record) for record in records], np.uint64)
    if len(rows) < 2:
        return []
    shared = shared_keys(rows, key_secret(os.urandom(32)))
    rows, prior, weights = calibrate_to_register(rows, shared, model or shipped())
    pairs = weighed_pairs(rows, shared, weights, prior, least).above(least)
    probabilities = 1 / (1 + np.exp2(-pairs.weights))
    columns = (pairs.left, pairs.right, pairs.weights, probabilities)
    return [Link(*values) for values in zip(*(column.tolist() for column in columns), strict=True)]
