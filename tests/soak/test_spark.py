"""The batch on Spark in local mode, with Splink's own backend.

To start Spark and plan its statements takes minutes, however few the records are.
"""

import shutil
from pathlib import Path

import numpy as np
import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner

from bench.matching.register import register
from broadhurst_linkage.batch.cli import batch

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
