"""All pairs of a register that share a key, and the groups that they form."""

from itertools import combinations
from pathlib import Path

import numpy as np
import pyarrow.parquet as pq
import pytest
from numpy.typing import NDArray

from broadhurst_linkage.batch.clusters import clusters
from broadhurst_linkage.batch.pairs import Pairs, all_pairs
from broadhurst_linkage.blocking.postings import keys_of_rows
from broadhurst_linkage.encoding.rows import encode
from broadhurst_linkage.hashing import key_secret
from broadhurst_linkage.matcher import Matcher
from broadhurst_linkage.records import Record
from broadhurst_linkage.register_files import read
from broadhurst_linkage.scoring.model import shipped
from tests.linkage.saved_registers import saved

SECRET = key_secret(b"0123456789abcdef0123456789abcdef")
Words = NDArray[np.uint64]
NOTHING = -1e9  # a weight below every weight


@pytest.fixture(scope="module")
def rows(tmp_path_factory: pytest.TempPathFactory) -> Words:
    return read(saved(tmp_path_factory.mktemp("register"), 300), {}).rows


@pytest.mark.parametrize("cap", [1000, 5])
def test_pairs_are_exactly_those_that_share_a_key(rows: Words, cap: int) -> None:
    keys = keys_of_rows(rows, SECRET)
    row_keys = [
        set(keys.keys[a:b].tolist()) for a, b in zip(keys.ends, keys.ends[1:], strict=False)
    ]
    counts = {key: sum(key in each for each in row_keys) for key in set().union(*row_keys)}
    used = {key for key, count in counts.items() if count <= cap}
    expected = {
        (a, b) for a, b in combinations(range(len(rows)), 2) if row_keys[a] & row_keys[b] & used
    }
    result = all_pairs(rows, SECRET, shipped(), 0.0, NOTHING, cap)
    pairs = list(zip(result.left.tolist(), result.right.tolist(), strict=True))
    assert len(pairs) == len(set(pairs)) == result.weighed
    assert set(pairs) == expected


def test_weights_equal_those_of_the_matcher(rows: Words) -> None:
    matcher = Matcher.default()
    pairs = all_pairs(rows, SECRET, shipped(), shipped().prior, -6.0)
    assert len(pairs.left)
    for left, right, weight in zip(pairs.left, pairs.right, pairs.weights, strict=True):
        assert matcher.explain(rows[left], rows[right])["weight"] == pytest.approx(weight)


def test_lower_weights_are_left_out(rows: Words) -> None:
    low = all_pairs(rows, SECRET, shipped(), 0.0, -6.0)
    high = all_pairs(rows, SECRET, shipped(), 0.0, 3.0)
    assert 0 < len(high.left) == int((low.weights >= 3.0).sum()) < len(low.left)
    ordered = low.above(3.0)
    assert (np.diff(ordered.weights) <= 0).all()
    assert len(ordered.left) == len(high.left)


def test_two_strangers_joined_by_one_doubtful_record_stay_apart() -> None:
    records = [
        Record(first="Ann", surname="Testerman", born="1990-01-02", postcode="M1 1AA"),
        Record(first="Ann", surname="Testerman", born="1990-01-02", phone="07700900123"),
        Record(first="Zachary", surname="Othersson", born="1951-10-12", phone="07700900123"),
        Record(first="Zachary", surname="Othersson", born="1951-10-12", postcode="TR1 1AA"),
    ]
    rows = np.stack([encode(record) for record in records])
    weights, levels = np.array([12.0, 11.0, 1.5]), np.zeros((3, 8), np.int8)
    pairs = Pairs(np.array([0, 2, 1]), np.array([1, 3, 2]), weights, levels, 3, weights)
    assert clusters(pairs, rows, shipped(), shipped().prior).tolist() == [0, 0, 2, 2]


def test_three_records_of_one_person_are_one_group() -> None:
    record = Record(first="Ann", surname="Testerman", born="1990-01-02", phone="07700900123")
    rows = np.stack([encode(record)] * 3)
    pairs = all_pairs(rows, SECRET, shipped(), shipped().prior, 0.0)
    assert pairs.left.tolist() == [0, 0, 1]
    assert clusters(pairs, rows, shipped(), shipped().prior).tolist() == [0, 0, 0]


def test_a_file_of_several_parts_is_one_register(tmp_path: Path) -> None:
    path = saved(tmp_path, 60, at_a_time=25)
    assert len(read(path, {}).rows) == pq.read_metadata(path).num_rows
