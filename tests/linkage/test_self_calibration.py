"""What a register tells of itself: how many pairs are one person, how common its names are."""

import json
import math
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner
from numpy.typing import NDArray

from bench.matching.register import register
from broadhurst_linkage.batch import pairs
from broadhurst_linkage.batch import self_calibration as itself
from broadhurst_linkage.batch.cli import batch
from broadhurst_linkage.batch.pairs import shared_keys
from broadhurst_linkage.batch.self_calibration import Itself, learnt
from broadhurst_linkage.encoding.rarity import step
from broadhurst_linkage.encoding.registers import rows_of_table
from broadhurst_linkage.encoding.rows import RARITIES, TOWN
from broadhurst_linkage.hashing import key_secret
from broadhurst_linkage.scoring.frequencies import counted
from broadhurst_linkage.scoring.model import shipped

SECRET = key_secret(bytes(range(32)))
RECORDS, SEED = 6000, 12


def of(rows: NDArray[np.uint64]) -> Itself:
    return learnt(rows, shared_keys(rows, SECRET), shipped())


def rarity(rows: NDArray[np.uint64], name: str) -> list[int]:
    """How rare each row takes a name to be."""
    each: list[int] = (rows[:, TOWN] >> np.uint64(RARITIES[name]) & np.uint64(255)).tolist()
    return each


def named(*surnames: str) -> NDArray[np.uint64]:
    return rows_of_table(pa.table({"surname": surnames}))


@pytest.fixture(scope="module")
def made() -> pa.Table:
    return register(RECORDS, SEED, queries=10)[0]


def truth(whose: NDArray[np.int64]) -> float:
    """Log2 of the odds that two records of a register are one person."""
    counts = np.unique(whose, return_counts=True)[1]
    pairs, same = len(whose) * (len(whose) - 1) / 2, (counts * (counts - 1) / 2).sum()
    return math.log2(same / (pairs - same))


@pytest.mark.parametrize("times", [1, 3])
def test_the_prior_is_found_however_many_records_are_of_one_person(
    made: pa.Table, times: int
) -> None:
    rows, whose = rows_of_table(made), made["entity"].to_numpy()
    found = of(np.repeat(rows, times, axis=0))
    assert found.prior == pytest.approx(truth(np.repeat(whose, times)), abs=0.5)


def test_a_part_of_a_large_register_tells_it_too(
    made: pa.Table, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = rows_of_table(made)
    whole = of(rows).prior
    monkeypatch.setattr(itself, "SAMPLED", RECORDS // 4)
    assert of(rows).prior == pytest.approx(whole, abs=0.3)
    assert of(rows).prior != whole


def test_whoever_stands_beside_whom_and_on_however_many_processors(
    made: pa.Table, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = rows_of_table(made)
    whole = of(np.repeat(rows, 2, axis=0)).prior
    monkeypatch.setattr(itself, "SAMPLED", RECORDS // 2)
    found = set()
    for many in (1, 3):
        monkeypatch.setattr(pairs, "cores", lambda many=many: many)
        found.add(of(np.repeat(rows, 2, axis=0)).prior)
    [prior] = found
    assert prior == pytest.approx(whole, abs=0.2)


def test_a_handful_of_records_changes_little() -> None:
    alone = named("Testerman")
    assert of(alone).prior == shipped().prior
    assert of(named("Testerman", "Testermann", "Othersson")).prior < shipped().prior / 2


def test_a_name_is_as_common_as_in_the_register_where_that_is_commoner() -> None:
    rows = named(*["Zyxwvut"] * 400, *["Smith"] * 4, *(f"Nam{n}quist" for n in range(600)), "")
    before, after = rarity(rows, "surname"), rarity(counted(rows), "surname")
    assert after[0] == step((400 - 1 - 20) / 1004)
    assert after[0] < before[0]
    assert after[400] == before[400]
    assert (before[-1], after[-1]) == (0, 0)
    sound = rarity(counted(rows), "surname_skeleton")
    assert sound[0] <= after[0]


def test_a_persons_own_records_do_not_make_their_name_common() -> None:
    rows = named(*["Zyxwvut"] * 9, *(f"Nam{n}quist" for n in range(91)))
    assert rarity(counted(rows, others=8.0), "surname")[0] == rarity(rows, "surname")[0]
    assert rarity(counted(rows), "surname")[0] < rarity(rows, "surname")[0]


def test_even_odds_keep_what_is_one_person(tmp_path: Path, made: pa.Table) -> None:
    """The model's own prior, of a register of a million, would leave out more."""
    path, out = tmp_path / "register.parquet", tmp_path / "pairs.parquet"
    pq.write_table(made, path)
    given = ["--engine", "own", "--register", str(path), "--out", str(out)]
    done = CliRunner().invoke(batch, given)
    assert done.exit_code == 0, done.output
    found, whose = pq.read_table(out), made["entity"].to_numpy()
    right = whose[found["id_l"].to_numpy()] == whose[found["id_r"].to_numpy()]
    counts = np.unique(whose, return_counts=True)[1]
    there = (counts * (counts - 1) // 2).sum()
    assert right.sum() / there > 0.75
    prior = json.loads(found.schema.metadata[b"prior"])
    assert prior == pytest.approx(of(rows_of_table(made)).prior, abs=0.001)
    assert "is taken to be one person" in done.output
    off = prior - shipped().prior
    assert off > 5
    assert right[found["weight"].to_numpy() >= off].sum() < 0.85 * right.sum()


def test_days_that_another_program_wrote_are_read(tmp_path: Path) -> None:
    days = pa.table({
        "unique_id": ["1", "2"], "first_name": ["Ned", "Ned"],
        "surname": ["Larchbottom", "Larchbottom"], "dob": ["19880327", "19880327"],
    })  # fmt: skip
    path, out = tmp_path / "register.parquet", tmp_path / "pairs.parquet"
    pq.write_table(days, path)
    given = ["--engine", "own", "--register", str(path), "--out", str(out), "--least", "-20"]
    assert CliRunner().invoke(batch, given).exit_code == 0
    [pair] = pq.read_table(out).to_pylist()
    assert pair["born"] == "the same"
