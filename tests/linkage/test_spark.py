"""A batch on Spark that cannot start says what to install. `tests/soak` runs one that can."""

import os
import subprocess
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner

from bench.matching.register import register
from broadhurst_linkage.batch import splink_stores
from broadhurst_linkage.batch.cli import batch
from broadhurst_linkage.cli import BATCH

SEED = 12


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
