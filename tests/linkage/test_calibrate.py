"""The second stage: trained from labels, never out of order, and each of its numbers has a bar."""

import json
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
from broadhurst_linkage import matcher as matchers
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
from broadhurst_linkage.records import Record
from broadhurst_linkage.scoring.comparisons import COMPARISONS
from broadhurst_linkage.scoring.explain import told
from broadhurst_linkage.scoring.model import shipped
from broadhurst_linkage.scoring.second_stage import (
    PAIRS,
    SHAPE,
    Stage,
    WrongStageError,
    read_file,
    save,
)
from broadhurst_linkage.splink import train as weights
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
one_level_each = st.tuples(*(st.integers(0, len(one.levels)) for one in COMPARISONS))
cells = arrays.arrays(np.float64, SHAPE, elements=st.floats(-8, 8), fill=st.just(0.0))


def weighed(seed: int, records: int = 6000) -> tuple[Pairs, np.ndarray]:
    """The pairs of a made-up register that share a key, and whether each is of one person."""
    table, _ = register(records, seed, queries=10)
    found = all_pairs(rows_of_table(table), SECRET, shipped(), shipped().prior, -6.0)
    whose = table["entity"].to_numpy()
    return found, whose[found.left] == whose[found.right]


@pytest.fixture(scope="module")
def labels() -> Labels:
    """Labels of a register whose families share houses and telephones."""
    found, same = weighed(71)
    return Labels(found.weights, found.levels, same, 0)


@pytest.fixture(scope="module")
def stage(labels: Labels) -> Stage:
    return fit.train(labels, shipped()).stage


def made(tables: np.ndarray, knots: np.ndarray | None = None) -> Stage:
    """A second stage with some tables, in which what is not known adds nothing."""
    tables = tables.copy()
    tables[:, 0], tables[:, :, 0] = 0.0, 0.0
    none = np.empty((2, 0))
    return Stage(shipped().version, 100, 50, 1.0, tables, none if knots is None else knots)


def run(*options: str | Path) -> Result:
    """`train` at the terminal."""
    return CliRunner().invoke(train, [str(one) for one in options])


def test_it_foretells_answers_that_it_did_not_see(stage: Stage) -> None:
    found, same = weighed(72)
    first, second = found.weights, stage.weights(found.weights, found.levels)
    loss = [np.logaddexp2(0, np.where(same, -w, w)).mean() for w in (first, second)]
    assert loss[1] < loss[0]
    kept = [np.argsort(-w)[: int(same.sum() * 0.7)] for w in (first, second)]
    assert same[kept[1]].mean() > same[kept[0]].mean(), "more of the likeliest are right"


def test_labels_in_which_names_are_in_classes_train_as_well(stage: Stage, labels: Labels) -> None:
    """What leaves a site tells nobody's name, and foretells answers as what is kept does."""
    table, _ = register(6000, 71, queries=10)
    whole, matcher, some = (
        rows_of_table(table),
        Matcher(shipped()),
        np.arange(0, len(labels.same), 4),
    )
    pairs, _ = weighed(71)
    told_of = [
        told(matcher.explain(whole[pairs.left[i]], whole[pairs.right[i]]))["weight"] for i in some
    ]
    exact = labels.some(some)
    assert np.abs(exact.weights - told_of).max() > 2
    by_class = fit.train(exact._replace(weights=np.array(told_of)), shipped()).stage
    found, same = weighed(72)
    loss = [
        np.logaddexp2(0, np.where(same, -w, w)).mean()
        for w in (
            found.weights,
            *(one.weights(found.weights, found.levels) for one in (stage, by_class)),
        )
    ]
    assert loss[2] < 0.5 * loss[0], "beside none at all"
    assert loss[2] < loss[1] + 0.1, "beside one of four times as many exact ones"


def test_a_relative_of_the_same_house_and_telephone_weighs_less(stage: Stage) -> None:
    alone, both = Matcher(shipped()), Matcher(shipped(), stage)
    john, brother = alone.row(JOHN), alone.row(BROTHER).reshape(1, -1)
    assert both.weights(john, brother)[0] < alone.weights(john, brother)[0] - 3


@settings(max_examples=examples(40))
@given(tables=cells, one=st.booleans())
def test_the_bars_add_up_with_the_second_stage(tables: np.ndarray, one: bool) -> None:
    knots = np.array([[-2.0, 1.0, 6.0], [-3.0, 0.5, 9.0]]) if one else None
    matcher = Matcher(shipped(), made(tables, knots))
    john, brother = matcher.row(JOHN), matcher.row(BROTHER)
    told = matcher.explain(john, brother)
    each = [bar["weight"] for bar in (*told["bars"], *told["interactions"])]
    weight = matcher.weights(john, brother.reshape(1, -1))[0]
    assert told["prior"] + sum(each) == pytest.approx(told["weight"], abs=1e-9)
    assert weight == pytest.approx(told["weight"], abs=1e-9)


@given(levels=one_level_each)
def test_what_is_not_known_adds_nothing(stage: Stage, levels: tuple[int, ...]) -> None:
    told = np.array([levels], np.int8)
    for i in range(len(COMPARISONS)):
        unknown = told.copy()
        unknown[:, [j for j in range(len(COMPARISONS)) if j != i]] = 0
        assert stage.together(unknown)[0] == 0.0


@given(
    levels=one_level_each,
    i=st.sampled_from(range(len(COMPARISONS))),
    contrary=st.booleans(),
)
def test_the_same_never_weighs_less_than_different(
    stage: Stage, against: Stage, levels: tuple[int, ...], i: int, contrary: bool
) -> None:
    """Whatever else is known, and though the labels said the contrary of everything."""
    used, model = against if contrary else stage, shipped()
    same, other = np.array([levels, levels], np.int8)
    same[i], other[i] = 1, len(COMPARISONS[i].levels)
    gain = fit.margins_of(model)[i]
    assert gain > 0
    assert gain + used.together(same[None])[0] - used.together(other[None])[0] >= -1e-9


@pytest.fixture(scope="module")
def against(labels: Labels) -> Stage:
    """Trained by somebody who answers the contrary of the truth."""
    some = labels.some(np.arange(0, len(labels.same), 4))
    return fit.train(some._replace(same=~some.same), shipped()).stage


@given(a=st.floats(-60, 60), b=st.floats(-60, 60))
def test_what_weighs_more_is_read_as_more(stage: Stage, a: float, b: float) -> None:
    low, high = stage.read(np.array(sorted([a, b])))
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
        ({"knots": [[0, 1], [1, 0]]}, "do not rise"),
        ({"knots": [[0, 1], [0, float("nan")]]}, "level by level"),
    ],
)
def test_a_file_that_is_no_second_stage_is_refused(
    stage: Stage, tmp_path: Path, change: dict[str, object], words: str
) -> None:
    path = tmp_path / "second.json"
    save(stage, path)
    path.write_text(json.dumps(json.loads(path.read_text()) | change))
    with pytest.raises(WrongStageError, match=words):
        read_file(path)


def test_the_unknown_may_not_be_made_to_count(stage: Stage, tmp_path: Path) -> None:
    path = tmp_path / "second.json"
    save(stage, path)
    kept = json.loads(path.read_text())
    name = " ".join(COMPARISONS[i].name for i in PAIRS[0])
    kept["tables"][name][0][1] = 3.0
    path.write_text(json.dumps(kept))
    with pytest.raises(WrongStageError, match="level by level"):
        read_file(path)


def test_the_site_takes_the_second_stage_that_its_environment_names(
    stage: Stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "second.json"
    save(stage, path)
    monkeypatch.setenv("BROADHURST_SECOND_STAGE", str(path))
    used = matchers._default.__wrapped__()
    told = used.explain(used.row(JOHN), used.row(BROTHER))
    assert told["model"] == f"{shipped().version}+{stage.labels}"
    assert used.reach > 0
    another = json.loads(path.read_text()) | {"model": "person-0000000000"}
    path.write_text(json.dumps(another))
    with pytest.raises(WrongStageError, match="train anew"):
        matchers._default.__wrapped__()


def test_from_the_batchs_pairs_to_better_pairs_at_the_terminal(tmp_path: Path) -> None:
    table, _ = register(8000, 73, queries=10)
    held, pairs, second = (tmp_path / name for name in ("held.parquet", "pairs.csv", "second.json"))
    pq.write_table(table, held)
    found = linked(held, tmp_path / "first.parquet", "--least", "-4")
    whose = table["entity"].to_numpy()
    judged = judge(found, whose)
    pa.csv.write_csv(judged, pairs)
    done = run("--labels", pairs, "--out", second)
    assert done.exit_code == 0, done.output
    assert f"{found.num_rows - 3:,} labels" in done.output
    assert "3 left out" in done.output
    as_parquet = tmp_path / "pairs.parquet"
    pq.write_table(judged, as_parquet)
    assert run("--labels", as_parquet, "--out", tmp_path / "again.json").exit_code == 0
    assert (tmp_path / "again.json").read_text() == second.read_text()
    pq.write_table(judged.replace_schema_metadata({}), as_parquet)
    assert "of another model" in run("--labels", as_parquet, "--out", tmp_path / "not.json").output
    own = linked(held, tmp_path / "own.parquet", "--second-stage", str(second))
    assert right(own, whose) > right(found, whose)
    duckdb = linked(held, tmp_path / "db.parquet", "--second-stage", str(second), engine="duckdb")
    for column in ("id_l", "id_r", *(one.name for one in COMPARISONS)):
        assert own[column].equals(duckdb[column]), column
    assert np.abs(own["weight"].to_numpy() - duckdb["weight"].to_numpy()).max() <= 2e-6


def judge(found: pa.Table, whose: np.ndarray) -> pa.Table:
    """The pairs with somebody's answers; the first three nobody could tell."""
    same = whose[found["id_l"].to_numpy()] == whose[found["id_r"].to_numpy()]
    answers = ["", "cannot tell", ""] + ["yes" if one else "no" for one in same[3:]]
    return found.append_column("same", pa.array(answers))


def linked(path: Path, out: Path, *options: str, engine: str = "own") -> pa.Table:
    given = ["--engine", engine, "--register", str(path), "--out", str(out), *options]
    done = CliRunner().invoke(batch, given)
    assert done.exit_code == 0, done.output
    return pq.read_table(out)


def right(found: pa.Table, whose: np.ndarray) -> float:
    """The share of the likeliest thousand that are of one person."""
    top = found.slice(0, 1000)
    return float((whose[top["id_l"].to_numpy()] == whose[top["id_r"].to_numpy()]).mean())


def test_verdicts_of_officers_are_labels(labels: Labels, tmp_path: Path) -> None:
    matcher = Matcher.default()
    told = matcher.explain(matcher.row(JOHN), matcher.row(BROTHER))
    lines = [{"verdict": "same" if i % 2 else "not_same", "waterfall": told} for i in range(120)]
    lines += [{"verdict": "cannot_tell", "waterfall": told}]
    lines += [{"verdict": "same", "waterfall": told | {"first_model": "person-0000000000"}}]
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
        ("few.jsonl", "", "has no label of"),
        ("broken.jsonl", "{", "has no labels to train on"),
        ("pairs.csv", "id_l,id_r\n1,2\n", "has no column `same`"),
        ("words.csv", "same,first_weight," + ",".join(one.name for one in COMPARISONS)
         + "\nyes,3.0," + ",".join("quite alike" for _ in COMPARISONS) + "\n",
         "has no labels to train on"),
    ],
)  # fmt: skip
def test_a_file_without_labels_is_refused_in_words(
    tmp_path: Path, name: str, text: str, words: str
) -> None:
    path, out = tmp_path / name, tmp_path / "second.json"
    path.write_text(text)
    done = run("--labels", path, "--out", out)
    assert done.exit_code != 0
    assert words in done.output
    assert not out.exists()


def test_too_few_answers_of_a_kind_teach_nothing(labels: Labels) -> None:
    some = np.concatenate([np.flatnonzero(labels.same)[:49], np.flatnonzero(~labels.same)[:300]])
    with pytest.raises(ValueError, match="49 of the labels are of one person and 300 are not"):
        fit.train(labels.some(some), shipped())


def test_labels_or_a_register_and_not_both(tmp_path: Path) -> None:
    path = tmp_path / "labels.jsonl"
    path.write_text("")
    assert "not both" in run("--out", tmp_path / "x").output
    assert "not both" in run("--labels", path, "--register", path, "--out", tmp_path / "x").output


@pytest.mark.parametrize("counted", [True, False])
def test_weights_of_a_register_of_ones_own(tmp_path: Path, counted: bool) -> None:
    held, out = tmp_path / "held.parquet", tmp_path / "own.splink.json"
    pq.write_table(register(4000, 74, queries=10)[0], held)
    options = ("--whose", "entity") if counted else ()
    done = run("--register", held, "--out", out, *options)
    assert done.exit_code == 0, done.output
    assert f"m {'counted' if counted else 'estimated'}" in done.output
    found = linked(held, tmp_path / "pairs.parquet", "--model", str(out))
    assert json.loads(found.schema.metadata[b"model"]) in done.output


@pytest.mark.parametrize(
    ("records", "options", "words"),
    [
        (1, (), "Pairs of records with the same date of birth: 0. It takes 50."),
        (90, (), "Take a larger register"),
        (90, ("--whose", "entity"), "Pairs of records of one person: 7. It takes 50."),
        (1200, ("--matches", "1e9"), "fewer than these are of one person"),
    ],
)
def test_of_too_small_a_register_it_is_said_what_it_takes(
    tmp_path: Path, records: int, options: tuple[str, ...], words: str
) -> None:
    held, out = tmp_path / "held.parquet", tmp_path / "own.splink.json"
    pq.write_table(register(1200, 74, queries=2)[0][:records], held)
    done = run("--register", held, "--out", out, *options)
    assert (done.exit_code, done.output.startswith("Error: ")) == (1, True), done.output
    assert words in done.output
    assert not out.exists()


def test_a_likeness_that_training_never_meets_is_no_fault(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whether it is met is chance: Splink refuses the nought that it finds instead."""
    monkeypatch.setattr(weights, "LEAST_PAIRS", 5)
    held = tmp_path / "held.parquet"
    pq.write_table(register(120, 2, queries=2)[0], held)
    done = run("--register", held, "--out", tmp_path / "x")
    assert done.exit_code == 1
    assert "Some likeness is never met" in done.output


def test_a_register_without_telephones_can_be_learnt_from(tmp_path: Path) -> None:
    held, out = tmp_path / "held.parquet", tmp_path / "own.splink.json"
    pq.write_table(register(2000, 74, queries=2)[0].drop_columns(["phone", "vrm"]), held)
    done = run("--register", held, "--out", out)
    assert done.exit_code == 0, done.output
    assert out.exists()


def test_whose_names_a_column_that_is_there(tmp_path: Path) -> None:
    held = tmp_path / "held.parquet"
    pq.write_table(register(200, 75, queries=2)[0], held)
    done = run("--register", held, "--out", tmp_path / "x", "--whose", "owner")
    assert done.exit_code != 0
    assert "no column “owner”" in done.output


def test_the_command_is_one_of_the_rooms() -> None:
    assert "Learn from officers' verdicts" in CliRunner().invoke(main, ["--help"]).output
