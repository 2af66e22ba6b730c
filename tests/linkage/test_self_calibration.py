"""Self-calibration: match rate and name frequencies of the register."""

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
from broadhurst_linkage.batch import pairs, self_calibration
from broadhurst_linkage.batch.cli import batch
from broadhurst_linkage.batch.pairs import shared_keys
from broadhurst_linkage.batch.self_calibration import SelfCalibration, calibrate_to_register
from broadhurst_linkage.encoding.rarity import step
from broadhurst_linkage.encoding.registers import rows_of_table
from broadhurst_linkage.encoding.rows import RARITIES, TOWN
from broadhurst_linkage.hashing import key_secret
from broadhurst_linkage.scoring.comparisons import COMPARISONS
from broadhurst_linkage.scoring.frequencies import with_register_frequencies
from broadhurst_linkage.scoring.model import shipped

SECRET = key_secret(bytes(range(32)))
RECORDS, SEED = 6000, 12


def calibrated(rows: NDArray[np.uint64]) -> SelfCalibration:
    return calibrate_to_register(rows, shared_keys(rows, SECRET), shipped())


def rarity(rows: NDArray[np.uint64], name: str) -> list[int]:
    """Return the rarity of a kind of name in each row."""
    steps: list[int] = (rows[:, TOWN] >> np.uint64(RARITIES[name]) & np.uint64(255)).tolist()
    return steps


def named(*surnames: str) -> NDArray[np.uint64]:
    return rows_of_table(pa.table({"surname": surnames}))


@pytest.fixture(scope="module")
def made() -> pa.Table:
    return register(RECORDS, SEED, queries=10)[0]


def truth(whose: NDArray[np.int64]) -> float:
    """Return log2 of the odds that two records of a register are one person."""
    counts = np.unique(whose, return_counts=True)[1]
    pairs, same = len(whose) * (len(whose) - 1) / 2, (counts * (counts - 1) / 2).sum()
    return math.log2(same / (pairs - same))


@pytest.mark.parametrize("times", [1, 3])
def test_prior_is_estimated_for_any_number_of_records_a_person(made: pa.Table, times: int) -> None:
    rows, whose = rows_of_table(made), made["entity"].to_numpy()
    result = calibrated(np.repeat(rows, times, axis=0))
    assert result.prior == pytest.approx(truth(np.repeat(whose, times)), abs=0.5)


def test_sample_of_a_large_register_gives_the_prior(
    made: pa.Table, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = rows_of_table(made)
    whole = calibrated(rows).prior
    monkeypatch.setattr(self_calibration, "SAMPLED", RECORDS // 4)
    assert calibrated(rows).prior == pytest.approx(whole, abs=0.3)
    assert calibrated(rows).prior != whole


def test_sample_ignores_row_order_and_number_of_processors(
    made: pa.Table, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = rows_of_table(made)
    whole = calibrated(np.repeat(rows, 2, axis=0)).prior
    monkeypatch.setattr(self_calibration, "SAMPLED", RECORDS // 2)
    priors = set()
    for count in (1, 3):
        monkeypatch.setattr(pairs, "cores", lambda count=count: count)
        priors.add(calibrated(np.repeat(rows, 2, axis=0)).prior)
    [prior] = priors
    assert prior == pytest.approx(whole, abs=0.2)


def test_few_records_change_the_prior_little() -> None:
    alone = named("Testerman")
    assert calibrated(alone).prior == shipped().prior
    assert calibrated(named("Testerman", "Testermann", "Othersson")).prior < shipped().prior / 2


def test_name_common_in_the_register_gets_its_frequency_there() -> None:
    rows = named(*["Zyxwvut"] * 400, *["Smith"] * 4, *(f"Nam{n}quist" for n in range(600)), "")
    before, after = rarity(rows, "surname"), rarity(with_register_frequencies(rows), "surname")
    assert after[0] == step((400 - 1 - 20) / 1004)
    assert after[0] < before[0]
    assert after[400] == before[400]
    assert (before[-1], after[-1]) == (0, 0)
    sound = rarity(with_register_frequencies(rows), "surname_skeleton")
    assert sound[0] <= after[0]


def test_records_of_one_person_do_not_make_a_name_common() -> None:
    rows = named(*["Zyxwvut"] * 9, *(f"Nam{n}quist" for n in range(91)))
    assert (
        rarity(with_register_frequencies(rows, others=8.0), "surname")[0]
        == rarity(rows, "surname")[0]
    )
    assert rarity(with_register_frequencies(rows), "surname")[0] < rarity(rows, "surname")[0]


def test_even_odds_keep_the_pairs_of_one_person(tmp_path: Path, made: pa.Table) -> None:
    """The model's prior, for a million records, would leave out more pairs."""
    path, out = tmp_path / "register.parquet", tmp_path / "pairs.parquet"
    pq.write_table(made, path)
    options = ["--engine", "own", "--register", str(path), "--out", str(out)]
    done = CliRunner().invoke(batch, options)
    assert done.exit_code == 0, done.output
    linked, whose = pq.read_table(out), made["entity"].to_numpy()
    right = whose[linked["id_l"].to_numpy()] == whose[linked["id_r"].to_numpy()]
    counts = np.unique(whose, return_counts=True)[1]
    true_pairs = (counts * (counts - 1) // 2).sum()
    assert right.sum() / true_pairs > 0.75
    prior = json.loads(linked.schema.metadata[b"prior"])
    assert prior == pytest.approx(calibrated(rows_of_table(made)).prior, abs=0.001)
    assert "is expected to be one person" in done.output
    gap = prior - shipped().prior
    assert gap > 5
    assert right[linked["weight"].to_numpy() >= gap].sum() < 0.85 * right.sum()


def test_compact_dates_are_read(tmp_path: Path) -> None:
    days = pa.table({
        "unique_id": ["1", "2"], "first_name": ["Ned", "Ned"],
        "surname": ["Larchbottom", "Larchbottom"], "dob": ["19880327", "19880327"],
    })  # fmt: skip
    path, out = tmp_path / "register.parquet", tmp_path / "pairs.parquet"
    pq.write_table(days, path)
    options = ["--engine", "own", "--register", str(path), "--out", str(out), "--least", "-20"]
    assert CliRunner().invoke(batch, options).exit_code == 0
    [pair] = pq.read_table(out).to_pylist()
    assert pair["born"] == "the same"


SURNAMES = ("Quillon", "Harbottle", "Mendip", "Vosterman")
LETTERS = "abcdefghijklmnopqrstuvwxyz"
ROADS = ("Oak", "Church", "Mill", "Victoria", "Spring")


def addressed(many: int, *, one_town: bool) -> NDArray[np.uint64]:
    """Return rows of different people, four to a house."""
    people = range(many)
    return rows_of_table(
        pa.table(
            {
                "surname": [SURNAMES[n % 4] + LETTERS[n // 4 % 26] for n in people],
                "street": [f"{n // 4} {ROADS[n // 4 % 5]} Road" for n in people],
                "town": ["Testerton" if one_town else f"Testerton {n // 4}" for n in people],
            }
        )
    )


def weight_of(result: SelfCalibration, level: str) -> float:
    """Return the weight of a level of an address."""
    place = [one.name for one in COMPARISONS].index("address")
    words = [one.words for one in COMPARISONS[place].levels]
    return float(result.model.weights[place, 1 + words.index(level)])


def test_place_that_a_whole_register_shares_says_little() -> None:
    town = calibrated(addressed(2_000, one_town=True))
    assert weight_of(town, "the same district or town") < 0
    assert weight_of(town, "the same house nearby") < 9
    country = calibrated(addressed(2_000, one_town=False))
    assert weight_of(country, "the same district or town") > 1
    assert weight_of(town, "the same postcode") == weight_of(country, "the same postcode")
    for result in (town, country):
        assert weight_of(result, "different") <= 0
        assert result.model.version == shipped().version


def test_agreement_never_becomes_rarer_than_in_the_model(made: pa.Table) -> None:
    result, before = calibrated(rows_of_table(made)).model, shipped()
    last = [len(comparison.levels) for comparison in COMPARISONS]
    for place, levels in enumerate(last):
        assert (result.weights[place, 1:levels] <= before.weights[place, 1:levels] + 1e-9).all()
        assert result.weights[place, levels] <= max(0, before.weights[place, levels])
