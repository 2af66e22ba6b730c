"""The databases in which Splink finds pairs: DuckDB, or Spark for many hosts."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import duckdb
import pyarrow as pa
from splink import DuckDBAPI

try:
    from py4j.protocol import Py4JError
    from pyspark.errors import PySparkException
    from pyspark.sql import SparkSession
    from splink.backends.spark import SparkAPI
except ImportError:  # the extra `spark` is not installed
    SparkSession, SparkAPI = None, None  # type: ignore[assignment,misc]


class NoSpark(Exception):
    """Spark is not installed, or does not start."""


class Store(Protocol):
    """A database that Splink can use."""

    explode: str  # the SQL function that gives a row for each element of an array

    def open(self, path: Path) -> None:
        """Open the table of a Parquet file as the view `prepared`."""

    def keep(self, sql: str, name: str) -> Any:
        """Store the result of a query as a table, in the form that Splink takes."""

    def result(self, sql: str) -> pa.Table:
        """Return the result of a query."""

    api: Any

    def stop(self) -> None:
        """Close the connection."""


@dataclass(slots=True)
class OnDuckDB:
    """DuckDB, which spills to disk what does not fit in memory."""

    api: Any
    connection: Any
    explode: str = "unnest"

    @classmethod
    def start(cls, folder: Path) -> "OnDuckDB":
        """Open a database in memory, which spills to a folder."""
        connection = duckdb.connect(config={"temp_directory": str(folder / "spilled")})
        return cls(DuckDBAPI(connection), connection)

    def open(self, path: Path) -> None:
        """Read the prepared records as the view `prepared`."""
        self.connection.read_parquet(str(path)).create_view("prepared")

    def keep(self, sql: str, name: str) -> Any:
        """Store the result of a query as a table that Splink can read."""
        self.connection.execute(f"CREATE TABLE {name} AS {sql}")
        return self.api.register(self.connection.table(name))

    def result(self, sql: str) -> pa.Table:
        """Return the result of a query."""
        return self.connection.sql(sql).to_arrow_table()

    def stop(self) -> None:
        """Close the DuckDB connection."""
        self.connection.close()


@dataclass(slots=True)
class OnSpark:
    """Spark: the cluster in its own configuration, or the processors of this host."""

    api: Any
    session: Any
    explode: str = "explode"

    @classmethod
    def start(cls, folder: Path) -> "OnSpark":
        """Start a session. Raises NoSpark."""
        if SparkSession is None:
            raise NoSpark("Spark is not installed. Run: pip install 'broadhurst[batch,spark]'")
        try:
            session = _session(folder)
        except (PySparkException, Py4JError, OSError) as wrong:
            raise NoSpark(f"Spark does not start. It needs Java 17: {wrong}") from wrong
        # Failures are raised. Spark also logs as errors some steps that it then does another way.
        session.sparkContext.setLogLevel("FATAL")
        api = SparkAPI(  # type: ignore[no-untyped-call]
            spark_session=session,
            break_lineage_method="persist",
            register_udfs_automatically=False,  # the comparisons use none of Splink's functions
        )
        return cls(api, session)

    def open(self, path: Path) -> None:
        """Read the prepared records as the view `prepared`."""
        self.session.read.parquet(str(path)).createOrReplaceTempView("prepared")

    def keep(self, sql: str, name: str) -> Any:
        """Store the result of a query as a table that Splink can read."""
        frame = self.session.sql(sql).cache()
        frame.createOrReplaceTempView(name)
        return self.api.register(frame)

    def result(self, sql: str) -> pa.Table:
        """Return the result of a query."""
        return self.session.sql(sql).toArrow()

    def stop(self) -> None:
        """Stop the Spark session."""
        self.session.stop()


def _session(folder: Path) -> Any:
    builder = SparkSession.builder.appName("broadhurst batch")
    options = {
        "spark.sql.shuffle.partitions": "16",
        "spark.sql.warehouse.dir": str(folder / "warehouse"),
        "spark.local.dir": str(folder / "spilled"),
        # The code for this many comparisons is too long for Java, which fails only after minutes.
        "spark.sql.codegen.wholeStage": "false",
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.driver.host": "127.0.0.1",
        "spark.driver.memory": "4g",
    }
    for name, value in options.items():
        builder = builder.config(name, value)
    return builder.getOrCreate()


STORES: dict[str, Callable[[Path], Any]] = {"duckdb": OnDuckDB.start, "spark": OnSpark.start}
