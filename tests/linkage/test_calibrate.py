"""The second stage: training, order, and bars in the waterfall."""

import json
from functools import cache
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from bench.matching.register import register
from broadhurst_linkage import matcher as matcher_module
from broadhurst_linkage.batch.cli import batch
from broadhurst_linkage.batch.pairs import Pairs, all_pairs
from broadhurst_linkage.calibration import fit
from broadhurst_linkage.calibration.cli import train
from broadhurst_linkage.calibration.labels import Labels
from broadhurst_linkage.cli import main
from broadhurst_linkage.encoding import rows
from broadhurst_linkage.encoding.registers import rows_of_table
from broadhurst_linkage.hashing import key_secret
from broadhurst_linkage.matcher import Matcher
from broadhurst_linkage.options import model_of
from broadhurst_linkage.records import Record
from broadhurst_linkage.scoring.comparisons import COMPARISONS
from broadhurst_linkage.scoring.explain import disclosed_waterfall
from broadhurst_linkage.scoring.model import shipped
from broadhurst_linkage.scoring.second_stage import (
    PAIRS,
    SHAPE,
    Stage,
    WrongStageError,
    read_file,
    save,
)
from broadhurst_linkage.splink import train as splink_train
from tests.lengths import examples

SECRET = key_secret(b"0123456789abcdef0123456789abcdef")
JOHN = Record(
    first="John", surname="Testerman", sex="m", born="1988-03-27", street="12 High Street",
    town="Leeds", postcode="LS1 4AB", phone="07700 900123",
)  # fmt: skip
BROTHER = Record(
    first="Abraham", surname="Testerman", sex="m", born="1990-11-02", street="12 High Street",
    town="Leeds", postcode="LS1 4AB", phone="07700 900123",
)  # fmt: skip
one_level_each = st.tuples(*(st.integers(0, len(comparison.levels)) for comparison in COMPARISONS))
cells = arrays.arrays(np.float64, SHAPE, elements=st.floats(-8, 8), fill=st.just(0.0))


@cache
def weighed(seed: int, records: int = 6000) -> tuple[Pairs, np.ndarray]:
    """Return the pairs of a made-up register, and which are one person."""
    table, _ = register(records, seed, queries=10)
    pairs = all_pairs(rows_of_table(table), SECRET, shipped(), shipped().prior, -6.0)
    whose = table["entity"].to_numpy()
    return pairs, whose[pairs.left] == whose[pairs.right]


@pytest.fixture(scope="module")
def labels() -> Labels:
    """Labels of a register whose families share houses and phone numbers."""
    pairs, same = weighed(71)
    return Labels(pairs.weights, pairs.levels, same, 0)


@pytest.fixture(scope="module")
def stage(labels: Labels) -> Stage:
    return fit.train(labels, shipped()).stage


def made(tables: np.ndarray, knots: np.ndarray | None = None) -> Stage:
    """Return a second stage with these tables, in which unknown values add nothing."""
    tables = tables.copy()
    tables[:, 0], tables[:, :, 0] = 0.0, 0.0
    none = np.empty((2, 0))
    return Stage(shipped().version, 100, 50, 1.0, tables, none if knots is None else knots)


def run(*options: str | Path) -> Result:
    """Run `train` at the terminal."""
    return CliRunner().invoke(train, [str(option) for option in options])


def test_second_stage_predicts_held_out_labels(stage: Stage) -> None:
    pairs, same = weighed(72)
    first, second = pairs.weights, stage.weights(pairs.weights, pairs.levels)
    loss = [np.logaddexp2(0, np.where(same, -w, w)).mean() for w in (first, second)]
    assert loss[1] < loss[0]
    kept = [np.argsort(-w)[: int(same.sum() * 0.7)] for w in (first, second)]
    assert same[kept[1]].mean() > same[kept[0]].mean(), "more of the likeliest are right"


def test_disclosed_labels_train_as_well(stage: Stage, labels: Labels) -> None:
    """Exported labels reveal no name, and train a stage as well as the stored ones."""
    table, _ = register(6000, 71, queries=10)
    every_row, matcher = rows_of_table(table), Matcher(shipped())
    sample = np.arange(0, len(labels.same), 4)
    pairs, _ = weighed(71)
    explained = (
        matcher.explain(every_row[pairs.left[i]], every_row[pairs.right[i]]) for i in sample
    )
    disclosed = [disclosed_waterfall(waterfall)["weight"] for waterfall in explained]
    exact = labels.at(sample)
    assert np.abs(exact.weights - disclosed).max() > 2
    by_class = fit.train(exact._replace(weights=np.array(disclosed)), shipped()).stage
    other_pairs, same = weighed(72)
    loss = [
        np.logaddexp2(0, np.where(same, -w, w)).mean()
        for w in (
            other_pairs.weights,
            *(
                second.weights(other_pairs.weights, other_pairs.levels)
                for second in (stage, by_class)
            ),
        )
    ]
    assert loss[2] < 0.5 * loss[0], "compared with no second stage"
    assert loss[2] < loss[1] + 0.1, "compared with four times as many exact labels"


def test_relative_with_the_same_house_and_phone_weighs_less(stage: Stage) -> None:
    alone, both = Matcher(shipped()), Matcher(shipped(), stage)
    john, brother = alone.row(JOHN), alone.row(BROTHER).reshape(1, -1)
    assert both.weights(john, brother)[0] < alone.weights(john, brother)[0] - 3


@settings(max_examples=examples(40))
@given(tables=cells, has_knots=st.booleans())
def test_the_bars_add_up_with_the_second_stage(tables: np.ndarray, has_knots: bool) -> None:
    knots = np.array([[-2.0, 1.0, 6.0], [-3.0, 0.5, 9.0]]) if has_knots else None
    matcher = Matcher(shipped(), made(tables, knots))
    john, brother = matcher.row(JOHN), matcher.row(BROTHER)
    waterfall = matcher.explain(john, brother)
    bars = [bar["weight"] for bar in (*waterfall["bars"], *waterfall["interactions"])]
    weight = matcher.weights(john, brother.reshape(1, -1))[0]
    assert waterfall["prior"] + sum(bars) == pytest.approx(waterfall["weight"], abs=1e-9)
    assert weight == pytest.approx(waterfall["weight"], abs=1e-9)


@given(levels=one_level_each)
def test_unknown_values_add_nothing(stage: Stage, levels: tuple[int, ...]) -> None:
    known = np.array([levels], np.int8)
    for i in range(len(COMPARISONS)):
        unknown = known.copy()
        unknown[:, [j for j in range(len(COMPARISONS)) if j != i]] = 0
        assert stage.corrections(unknown)[0] == 0.0


@given(
    levels=one_level_each,
    i=st.sampled_from(range(len(COMPARISONS))),
    is_wrong=st.booleans(),
)
def test_the_same_never_weighs_less_than_different(
    stage: Stage, wrong_stage: Stage, levels: tuple[int, ...], i: int, is_wrong: bool
) -> None:
    """This holds for all other levels, and even if every label was wrong."""
    used, model = wrong_stage if is_wrong else stage, shipped()
    same, other = np.array([levels, levels], np.int8)
    same[i], other[i] = 1, len(COMPARISONS[i].levels)
    gain = fit.margins_of(model)[i]
    assert gain > 0
    assert gain + used.corrections(same[None])[0] - used.corrections(other[None])[0] >= -1e-9


@pytest.fixture(scope="module")
def wrong_stage(labels: Labels) -> Stage:
    """A second stage from labels that are all wrong."""
    sample = labels.at(np.arange(0, len(labels.same), 4))
    return fit.train(sample._replace(same=~sample.same), shipped()).stage


@given(a=st.floats(-60, 60), b=st.floats(-60, 60))
def test_calibration_keeps_the_order(stage: Stage, a: float, b: float) -> None:
    low, high = stage.calibrate(np.array(sorted([a, b])))
    assert low < high or a == pytest.approx(b)


def test_a_second_stage_comes_back_from_its_file(stage: Stage, tmp_path: Path) -> None:
    save(stage, tmp_path / "second.json")
    back = read_file(tmp_path / "second.json")
    assert np.array_equal(back.tables, stage.tables)
    assert np.array_equal(back.knots, stage.knots)
    assert (back.model, back.labels, back.same) == (stage.model, stage.labels, stage.same)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"rows": rows.VERSION - 1}, "another version"),
        ({"tables": {}}, "is not a second stage"),
        ({"knots": [[0, 1], [1, 0]]}, "do not increase"),
        ({"knots": [[0, 1], [0, float("nan")]]}, "do not fit the comparisons"),
    ],
)
def test_file_without_a_second_stage_is_refused(
    stage: Stage, tmp_path: Path, change: dict[str, object], words: str
) -> None:
    path = tmp_path / "second.json"
    save(stage, path)
    path.write_text(json.dumps(json.loads(path.read_text()) | change))
    with pytest.raises(WrongStageError, match=words):
        read_file(path)


def test_file_in_which_unknown_values_count_is_refused(stage: Stage, tmp_path: Path) -> None:
    path = tmp_path / "second.json"
    save(stage, path)
    content = json.loads(path.read_text())
    name = " ".join(COMPARISONS[i].name for i in PAIRS[0])
    content["tables"][name][0][1] = 3.0
    path.write_text(json.dumps(content))
    with pytest.raises(WrongStageError, match="do not fit the comparisons"):
        read_file(path)


def test_environment_variable_names_the_second_stage(
    stage: Stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "second.json"
    save(stage, path)
    monkeypatch.setenv("BROADHURST_SECOND_STAGE", str(path))
    used = matcher_module._default.__wrapped__()
    waterfall = used.explain(used.row(JOHN), used.row(BROTHER))
    assert waterfall["model"] == f"{shipped().version}+{stage.labels}"
    assert used.reach > 0
    another = json.loads(path.read_text()) | {"model": "person-0000000000"}
    path.write_text(json.dumps(another))
    with pytest.raises(WrongStageError, match="train a new second stage"):
        matcher_module._default.__wrapped__()


def test_pairs_of_a_batch_train_a_better_batch(tmp_path: Path) -> None:
    table, _ = register(8000, 73, queries=10)
    held, pairs, second = (tmp_path / name for name in ("held.parquet", "pairs.csv", "second.json"))
    pq.write_table(table, held)
    first = linked(held, tmp_path / "first.parquet", "--least", "-4")
    whose = table["entity"].to_numpy()
    judged = judge(first, whose)
    pa.csv.write_csv(judged, pairs)
    done = run("--labels", pairs, "--out", second)
    assert done.exit_code == 0, done.output
    assert f"{first.num_rows - 3:,} labels" in done.output
    assert "3 left out" in done.output
    as_parquet = tmp_path / "pairs.parquet"
    pq.write_table(judged, as_parquet)
    assert run("--labels", as_parquet, "--out", tmp_path / "again.json").exit_code == 0
    assert (tmp_path / "again.json").read_text() == second.read_text()
    pq.write_table(judged.replace_schema_metadata({}), as_parquet)
    assert (
        "of a model other than"
        in run("--labels", as_parquet, "--out", tmp_path / "not.json").output
    )
    own = linked(held, tmp_path / "own.parquet", "--second-stage", str(second))
    assert right(own, whose) > right(first, whose)
    duckdb = linked(held, tmp_path / "db.parquet", "--second-stage", str(second), engine="duckdb")
    for column in ("id_l", "id_r", *(comparison.name for comparison in COMPARISONS)):
        assert own[column].equals(duckdb[column]), column
    assert np.abs(own["weight"].to_numpy() - duckdb["weight"].to_numpy()).max() <= 2e-6


def judge(pairs: pa.Table, whose: np.ndarray) -> pa.Table:
    """Add a reviewer's answers to the pairs; the first three are undecided."""
    same = whose[pairs["id_l"].to_numpy()] == whose[pairs["id_r"].to_numpy()]
    answers = ["", "cannot tell", ""] + ["yes" if is_same else "no" for is_same in same[3:]]
    return pairs.append_column("same", pa.array(answers))


def linked(path: Path, out: Path, *options: str, engine: str = "own") -> pa.Table:
    arguments = ["--engine", engine, "--register", str(path), "--out", str(out), *options]
    done = CliRunner().invoke(batch, arguments)
    assert done.exit_code == 0, done.output
    return pq.read_table(out)


def right(pairs: pa.Table, whose: np.ndarray) -> float:
    """Return the share of the likeliest thousand pairs that are one person."""
    top = pairs.slice(0, 1000)
    return float((whose[top["id_l"].to_numpy()] == whose[top["id_r"].to_numpy()]).mean())


def test_verdicts_of_officers_are_labels(labels: Labels, tmp_path: Path) -> None:
    matcher = Matcher.default()
    waterfall = matcher.explain(matcher.row(JOHN), matcher.row(BROTHER))
    lines = [
        {"verdict": "same" if i % 2 else "not_same", "waterfall": waterfall} for i in range(120)
    ]
    lines += [{"verdict": "cannot_tell", "waterfall": waterfall}]
    lines += [{"verdict": "same", "waterfall": waterfall | {"first_model": "person-0000000000"}}]
    path = tmp_path / "labels.jsonl"
    path.write_text("".join(f"{json.dumps(line)}\n" for line in lines))
    done = run("--labels", path, "--out", tmp_path / "second.json")
    assert done.exit_code == 0, done.output
    assert "120 labels, 60 of one person, 2 left out" in done.output
    second = Matcher(shipped(), read_file(tmp_path / "second.json"))
    weight = second.weights(matcher.row(JOHN), matcher.row(BROTHER).reshape(1, -1))[0]
    assert abs(weight) < 1.5, "half of them were one person"


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("few.jsonl", "", "has no label for"),
        ("broken.jsonl", "{", "has no labels to train on"),
        ("pairs.csv", "id_l,id_r\n1,2\n", "has no column `same`"),
        ("words.csv", "same,first_weight," + ",".join(comparison.name for comparison in COMPARISONS)
         + "\nyes,3.0," + ",".join("quite alike" for _ in COMPARISONS) + "\n",
         "has no labels to train on"),
    ],
)  # fmt: skip
def test_file_without_labels_is_refused(tmp_path: Path, name: str, text: str, words: str) -> None:
    path, out = tmp_path / name, tmp_path / "second.json"
    path.write_text(text)
    done = run("--labels", path, "--out", out)
    assert done.exit_code != 0
    assert words in done.output
    assert not out.exists()


def test_too_few_labels_of_a_kind_are_refused(labels: Labels) -> None:
    sample = np.concatenate([np.flatnonzero(labels.same)[:49], np.flatnonzero(~labels.same)[:300]])
    with pytest.raises(ValueError, match="49 of the labels are of one person and 300 are not"):
        fit.train(labels.at(sample), shipped())


def test_labels_or_a_register_and_not_both(tmp_path: Path) -> None:
    path = tmp_path / "labels.jsonl"
    path.write_text("")
    assert "not both" in run("--out", tmp_path / "x").output
    assert "not both" in run("--labels", path, "--register", path, "--out", tmp_path / "x").output


@pytest.mark.parametrize("counted", [True, False])
def test_weights_are_trained_on_a_register(tmp_path: Path, counted: bool) -> None:
    held, out = tmp_path / "held.parquet", tmp_path / "own.splink.json"
    pq.write_table(register(2500, 74, queries=10)[0], held)
    options = ("--whose", "entity") if counted else ()
    done = run("--register", held, "--out", out, *options)
    assert done.exit_code == 0, done.output
    assert f"m {'counted' if counted else 'estimated'}" in done.output
    pairs = linked(held, tmp_path / "pairs.parquet", "--model", str(out))
    assert json.loads(pairs.schema.metadata[b"model"]) in done.output


@pytest.mark.parametrize(
    ("records", "options", "words"),
    [
        (1, (), "Pairs of records with the same date of birth: 0. You need 50."),
        (90, (), "Use a larger register"),
        (90, ("--whose", "entity"), "Pairs of records of one person: 3. You need 50."),
        (1200, ("--matches", "1e9"), "Enter --matches below"),
    ],
)
def test_too_small_register_is_refused_with_the_number_needed(
    tmp_path: Path, records: int, options: tuple[str, ...], words: str
) -> None:
    held, out = tmp_path / "held.parquet", tmp_path / "own.splink.json"
    pq.write_table(register(1200, 74, queries=2)[0][:records], held)
    done = run("--register", held, "--out", out, *options)
    assert (done.exit_code, done.output.startswith("Error: ")) == (1, True), done.output
    assert words in done.output
    assert not out.exists()


def test_level_that_training_never_sees_is_explained(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whether training sees a level is chance. Splink then refuses its zero."""
    monkeypatch.setattr(splink_train, "LEAST_PAIRS", 5)
    held = tmp_path / "held.parquet"
    pq.write_table(register(120, 2, queries=2)[0], held)
    done = run("--register", held, "--out", tmp_path / "x")
    assert done.exit_code == 1
    assert "No pair has one of the levels" in done.output


def test_register_without_phone_numbers_and_postcodes_can_train(tmp_path: Path) -> None:
    held, out = tmp_path / "held.parquet", tmp_path / "own.splink.json"
    missing = ["phone", "vrm", "postcode"]
    pq.write_table(register(2000, 74, queries=2)[0].drop_columns(missing), held)
    done = run("--register", held, "--out", out)
    assert done.exit_code == 0, done.output
    trained, usual = model_of(out), shipped()
    unchanged = {
        comparison.name
        for place, comparison in enumerate(COMPARISONS)
        if (trained.weights[place] == usual.weights[place]).all()
    }
    # Each round blocks on a column that the condition of middle names uses.
    assert unchanged == {"phone", "vehicle", "middle"}


def test_whose_must_name_an_existing_column(tmp_path: Path) -> None:
    held = tmp_path / "held.parquet"
    pq.write_table(register(200, 75, queries=2)[0], held)
    done = run("--register", held, "--out", tmp_path / "x", "--whose", "owner")
    assert done.exit_code != 0
    assert "no column “owner”" in done.output


def test_train_is_a_command() -> None:
    assert "Learn from officers' verdicts" in CliRunner().invoke(main, ["--help"]).output
