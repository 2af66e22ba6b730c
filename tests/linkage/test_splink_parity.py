"""The compiled weight of a pair equals Splink's with the same model."""

from random import Random

import numpy as np
import pytest

from broadhurst_linkage.encoding import rows
from broadhurst_linkage.records import Record
from broadhurst_linkage.scoring import model
from broadhurst_linkage.scoring.score import COMPARED, weigh_each

parity = pytest.importorskip("broadhurst_linkage.splink.parity")
SIDE = 150  # records a side: 22,500 pairs
FIRST = [
    "john", "jon", "johnny", "j", "ann", "mohammed", "muhamad", "testerman", "tescerlan",
    "testermen", "tastermin", "taostermaina", "",
]  # fmt: skip
SURNAMES = [
    "testerman", "testermann", "tescerlan", "tastermin", "taostermaina", "exampleton-testerman",
    "khan", "john", "jon", "",
]  # fmt: skip
BORN = ["1988-03-07", "1988-07-03", "1988-03-08", "1988-01-01", "1988", "1986-03-07",
        "1987-11-02", "1961-11-02", ""]  # fmt: skip
STREETS = ["12 high street", "14 high road", "12 windradyne st", "14 windradine", "12 low road", ""]
POSTCODES = ["LS1 4AB", "LS1 4AX", "LS1", "TR1 1AA", ""]
PHONES = ["07700900123", "07700900124", "07700900999", ""]
VEHICLES = ["AB12CDE", "A812CDE", "AB12CDF", "XY65ZZZ", ""]


def made_up_record(rng: Random) -> Record:
    """Return a record with few possible values, so that pairs reach every level."""
    values = (FIRST, FIRST, SURNAMES, ["m", "f", ""], BORN, STREETS, ["leeds", "truro", ""],
              POSTCODES, PHONES, VEHICLES)  # fmt: skip
    return Record(*(rng.choice(choices) for choices in values))


def test_weight_equals_that_of_splink() -> None:
    rng = Random(1)  # noqa: S311 - made-up people, not secrets
    left, right = (np.array([rows.encode(made_up_record(rng)) for _ in range(SIDE)]) for _ in "lr")
    shipped = model.shipped()
    weights = np.empty((SIDE, SIDE))
    levels = np.empty((SIDE, SIDE, COMPARED), np.int8)
    for i in range(SIDE):
        weigh_each(
            left[i], right, np.arange(SIDE), shipped.weights, shipped.usual, shipped.prior,
            weights[i], levels[i],
        )  # fmt: skip
    for i in range(COMPARED):
        known = {level for level in range(shipped.weights.shape[1]) if shipped.weights[i, level]}
        assert known <= set(np.unique(levels[..., i]).tolist())
    assert np.abs(weights - parity.splink_weights(shipped.settings, left, right)).max() <= 1e-6
