"""Linking a register with itself: the compiled engine and Splink on DuckDB agree."""

import subprocess
import sys
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner

from bench.matching.register import register
from broadhurst_linkage.batch import splink_backend
from broadhurst_linkage.batch.cli import batch
from broadhurst_linkage.batch.clusters import clusters
from broadhurst_linkage.batch.pairs import Pairs
from broadhurst_linkage.cli import NEEDS, main
from broadhurst_linkage.matcher import Matcher
from broadhurst_linkage.records import Record
from broadhurst_linkage.scoring.model import shipped

RECORDS, SEED = 4000, 11
TWICE = {
    "unique_id": ["A1", "A2", "A3"],
    "first_name": ["John", "Jon", "Ann"],
    "surname": ["Testerman", "Testermann", "Othersson"],
    "dob": ["1988-03-27", "1988-03-27", "1961-11-02"],
    "phone": ["07700900123", "+447700900123", None],
}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A made-up register with families, namesakes and typing errors."""
    path: Path = tmp_path_factory.mktemp("made") / "register.parquet"
    pq.write_table(register(RECORDS, SEED, queries=10)[0], path)
    return path


def linked(path: Path, out: Path, *options: str) -> pa.Table:
    """Return the pairs of a register's file."""
    done = CliRunner().invoke(batch, ["--register", str(path), "--out", str(out), *options])
    assert done.exit_code == 0, done.output
    return pq.read_table(out)


def refused(tmp_path: Path, columns: dict[str, list[str | None]], *options: str) -> str:
    """Return the output for a file that is not a register."""
    path = tmp_path / "wrong.parquet"
    pq.write_table(pa.table(columns), path)
    arguments = [
        "--engine",
        "own",
        "--register",
        str(path),
        "--out",
        str(tmp_path / "pairs.parquet"),
    ]
    done = CliRunner().invoke(batch, [*arguments, *options])
    assert done.exit_code != 0
    assert not (tmp_path / "pairs.parquet").exists()
    return done.output


def test_duckdb_and_the_compiled_engine_find_the_same_pairs(made: Path, tmp_path: Path) -> None:
    own = linked(made, tmp_path / "own.parquet", "--engine", "own", "--least", "-8")
    duckdb = linked(made, tmp_path / "duckdb.parquet", "--engine", "duckdb", "--least", "-8")
    assert own.num_rows > RECORDS / 10
    for column in set(own.column_names) - {"weight", "probability", "first_weight"}:
        assert own[column].equals(duckdb[column]), column
    for column in ("weight", "first_weight"):
        assert np.abs(own[column].to_numpy() - duckdb[column].to_numpy()).max() <= 1e-6


def test_most_pairs_are_right_and_few_are_missed(made: Path, tmp_path: Path) -> None:
    pairs = linked(made, tmp_path / "own.parquet", "--engine", "own", "--least", "3")
    whose = pq.read_table(made)["entity"].to_numpy()
    right = whose[pairs["id_l"].to_numpy()] == whose[pairs["id_r"].to_numpy()]
    counts = np.bincount(whose)
    assert right.mean() > 0.8
    assert right.sum() / (counts * (counts - 1) // 2).sum() > 0.6


def test_pairs_have_the_registers_identifiers_and_levels(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr(splink_backend, "all_pairs")  # the default engine is the compiled one
    path = tmp_path / "two.csv"
    pa.csv.write_csv(pa.table(TWICE), path)
    [pair] = linked(path, tmp_path / "pairs.parquet").to_pylist()
    assert (pair["id_l"], pair["id_r"]) == ("A1", "A2")
    assert pair["phone"] == "the same"
    assert pair["address"] == "not known on one side"
    assert pair["probability"] > 0.9


def test_columns_with_other_names_are_mapped(tmp_path: Path) -> None:
    path = tmp_path / "two.parquet"
    renamed = {"nominal": "unique_id", "called": "surname", "christened": "first_name"}
    pq.write_table(pa.table({new: TWICE[old] for new, old in renamed.items()}), path)
    options = ("--id", "nominal", "--map", "surname=called", "--map", "first=christened")
    out = tmp_path / "pairs.parquet"
    [pair] = linked(path, out, "--engine", "own", "--least", "-20", *options).to_pylist()
    assert {pair["id_l"], pair["id_r"]} == {"A1", "A2"}


@pytest.mark.parametrize(
    ("columns", "options", "words"),
    [
        ({"unique_id": ["1"], "colour": ["red"]}, (), "no column of surnames"),
        ({"surname": ["Testerman"]}, (), "no column of identifiers"),
        ({"unique_id": ["1", "1"], "surname": ["A", "B"]}, (), "its own identifier"),
        ({"unique_id": ["1", None], "surname": ["A", "B"]}, (), "its own identifier"),
        ({"unique_id": [], "surname": []}, (), "has no records"),
        (TWICE, ("--map", "surname=other"), "no column “other”"),
        (TWICE, ("--map", "rank=surname"), "There is no field “rank”"),
        (TWICE, ("--map", "surname"), "FIELD=COLUMN"),
    ],
)
def test_file_without_a_register_is_refused(
    tmp_path: Path, columns: dict[str, list[str | None]], options: tuple[str, ...], words: str
) -> None:
    assert words in refused(tmp_path, columns, *options)


@pytest.mark.parametrize("text", ["not a model", "{}", '{"comparisons": []}', "[]"])
def test_file_without_a_model_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "model.json"
    path.write_text(text)
    output = refused(tmp_path, TWICE, "--model", str(path))
    assert output.startswith("Error: ")
    assert "model" in output


def test_file_that_is_not_parquet_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "register.parquet"
    path.write_text("name,dob")
    arguments = [
        "--engine",
        "own",
        "--register",
        str(path),
        "--out",
        str(tmp_path / "pairs.parquet"),
    ]
    done = CliRunner().invoke(batch, arguments)
    assert done.exit_code == 1
    assert "register.parquet cannot be read" in done.output


def test_the_register_is_not_overwritten(made: Path) -> None:
    before = made.read_bytes()
    done = CliRunner().invoke(batch, ["--register", str(made), "--out", str(made)])
    assert "would overwrite the register" in done.output
    assert made.read_bytes() == before


def test_the_help_says_that_entries_of_broadhurst_are_never_exported() -> None:
    outer = " ".join(CliRunner().invoke(main, ["batch", "--help"]).output.split())
    assert "never made from the entries of Broadhurst" in outer
    own = " ".join(CliRunner().invoke(batch, ["--help"]).output.split())
    assert outer.partition("Find the pairs")[2] == own.partition("Find the pairs")[2]


def test_the_command_passes_its_arguments_to_the_process(tmp_path: Path) -> None:
    path, out = tmp_path / "two.csv", tmp_path / "pairs.parquet"
    pa.csv.write_csv(pa.table(TWICE), path)
    words = [
        "--engine",
        "own",
        "--register",
        str(path),
        "--out",
        str(out),
        "--map",
        "first=surname",
    ]
    main.main(["batch", *words], standalone_mode=False)
    assert pq.read_table(out).num_rows == 1


def test_help_works_without_the_extra() -> None:
    """Run it in another process, because this one has already loaded the extra."""
    helped = run_without_the_extra("batch", "--help")
    assert helped.returncode == 0, helped.stderr
    assert "--register" in helped.stdout


@pytest.mark.parametrize("verb", ["batch", "train"])
def test_a_run_without_its_extra_says_what_to_install(
    verb: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "two.csv"
    pa.csv.write_csv(pa.table(TWICE), path)
    monkeypatch.setattr("broadhurst_linkage.cli.find_spec", {}.get)
    arguments = ["--register", str(path), "--out", str(tmp_path / "pairs.parquet")]
    done = CliRunner().invoke(main, [verb, *arguments])
    assert done.exit_code == 1
    assert "pip install 'broadhurst[batch]'" in done.output


def run_without_the_extra(*words: str) -> subprocess.CompletedProcess[str]:
    """Run the command in a process that cannot import the packages of the extra."""
    hidden = (
        "import sys\n"
        "from importlib.machinery import PathFinder\n"
        "found = PathFinder.find_spec\n"
        f"absent = {NEEDS!r}\n"
        "PathFinder.find_spec = staticmethod(lambda name, *where:"
        " None if name.partition('.')[0] in absent else found(name, *where))\n"
    )
    begins = "from broadhurst_linkage.cli import main; main()"
    return subprocess.run(  # noqa: S603
        [sys.executable, "-c", hidden + begins, *words], capture_output=True, text=True, check=False
    )


def test_clusters_hold_the_pairs_of_one_person(tmp_path: Path) -> None:
    path = tmp_path / "two.parquet"
    pq.write_table(pa.table(TWICE), path)
    groups = tmp_path / "groups.parquet"
    linked(path, tmp_path / "pairs.parquet", "--engine", "own", "--clusters", str(groups))
    assert pq.read_table(groups)["group"].to_pylist() == ["A1", "A1", "A3"]


def test_one_doubtful_pair_does_not_merge_two_people() -> None:
    """One pair that looks alike does not merge two members of a family."""
    known = {"surname": "Testerman"}
    people = (
        {"first": "John", "sex": "m", "born": "1988-03-27"},
        {"first": "John", "sex": "m", "born": "1988-03-27"},
        {"first": "Ann", "sex": "f", "born": "1961-11-02"},
        {"first": "Ann", "sex": "f", "born": "1961-11-02"},
    )
    row = Matcher.default().row
    rows = np.stack([row(Record(**known, **person)) for person in people])
    strong = np.array([20.0, 19.0, 2.0])
    levels = np.zeros((3, 8), np.int8)
    pairs = Pairs(np.array([0, 2, 1]), np.array([1, 3, 2]), strong, levels, 3, strong)
    model = shipped()
    assert clusters(pairs, rows, model, model.prior_in(4)).tolist() == [0, 0, 2, 2]
