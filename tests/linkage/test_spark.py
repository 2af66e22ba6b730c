"""The batch on Spark in local mode, with Splink's own backend."""

import os
import shutil
import subprocess
from pathlib import Path

import numpy as np
import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner

from bench.matching.register import register
from broadhurst_linkage.batch import splink_stores
from broadhurst_linkage.batch.cli import batch
from broadhurst_linkage.cli import BATCH

RECORDS, SEED = 400, 12
# Java's second compiler takes longer than it saves in a program that runs for a minute.
QUICK = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"
# To compile each expression takes longer than to interpret it for so few records.
INTERPRETED = "--conf spark.sql.codegen.factoryMode=NO_CODEGEN pyspark-shell"


def test_spark_finds_the_pairs_of_the_compiled_engine(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not shutil.which("java"):
        pytest.skip("Spark needs Java 17.")
    pytest.importorskip("pyspark", reason="the extra `spark` is not installed")
    pq.write_table(register(RECORDS, SEED, queries=10)[0], tmp_path / "register.parquet")
    monkeypatch.setenv("JAVA_TOOL_OPTIONS", QUICK)
    monkeypatch.setenv("PYSPARK_SUBMIT_ARGS", INTERPRETED)
    results = []
    for engine in ("own", "spark"):
        out = tmp_path / f"{engine}.parquet"
        done = CliRunner().invoke(
            batch,
            ["--engine", engine, "--register", str(tmp_path / "register.parquet"),
             "--out", str(out), "--least", "-8"],
        )  # fmt: skip
        assert done.exit_code == 0, done.output
        # By weight, pairs that differ in its last digits may change places.
        results.append(pq.read_table(out).sort_by([("id_l", "ascending"), ("id_r", "ascending")]))
    own, spark = results
    assert own.num_rows > RECORDS / 10
    for column in set(own.column_names) - {"weight", "probability"}:
        assert own[column].equals(spark[column]), column
    assert np.abs(own["weight"].to_numpy() - spark["weight"].to_numpy()).max() <= 1e-6


def test_error_without_java_says_what_to_install(tmp_path: Path) -> None:
    pytest.importorskip("pyspark", reason="the extra `spark` is not installed")
    path = tmp_path / "register.parquet"
    pq.write_table(register(50, SEED, queries=2)[0], path)
    done = subprocess.run(  # noqa: S603
        [*BATCH, "--engine", "spark", "--register", str(path), "--out", str(tmp_path / "out")],
        env={**os.environ, "JAVA_HOME": str(tmp_path)}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 1
    assert "Spark does not start. It needs Java 17" in done.stderr
    assert "Traceback" not in done.stderr


def test_error_without_spark_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(splink_stores, "SparkSession", None)
    path = tmp_path / "register.parquet"
    pq.write_table(register(50, SEED, queries=2)[0], path)
    done = CliRunner().invoke(
        batch, ["--engine", "spark", "--register", str(path), "--out", str(tmp_path / "out")]
    )
    assert done.exit_code == 1
    assert "Spark is not installed" in done.output
