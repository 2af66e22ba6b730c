"""Save made-up registers as files."""

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from bench.matching.register import register


def saved(folder: Path, records: int, seed: int = 3, at_a_time: int = 100_000) -> Path:
    """Write a register to Parquet, in which some people occur several times."""
    table, _ = register(records, seed, queries=1)
    path = folder / "register.parquet"
    pq.write_table(table, path, row_group_size=at_a_time)
    return path


def small(**columns: list[str]) -> pa.Table:
    """Return a register with these columns."""
    return pa.table(columns)
