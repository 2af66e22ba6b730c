"""Check one record against a register with pg_trgm, by similarity of names.

It needs an empty database at `BROADHURST_TRGM_URL` that may install the extension.
"""

import os
import time
from typing import NamedTuple

import numpy as np
import psycopg
import pyarrow as pa

TABLE = """
CREATE EXTENSION IF NOT EXISTS pg_trgm;
DROP TABLE IF EXISTS register;
CREATE TABLE register (entity bigint, name text);
"""
LIKEST = "SELECT entity FROM register WHERE name %% %s ORDER BY similarity(name, %s) DESC LIMIT 50"
WARM = 5


class Trigrams(NamedTuple):
    """The milliseconds of a call, and how often a true record is in the top fifty."""

    middle: float
    slowest: float  # 99th percentile
    recall: float


def url() -> str:
    """Return the URL of the database, or an empty text."""
    return os.environ.get("BROADHURST_TRGM_URL", "")


def names(table: pa.Table) -> list[str]:
    """Return first name and surname as one text."""
    parts = zip(table["first_name"].to_pylist(), table["surname"].to_pylist(), strict=True)
    return [" ".join(part for part in both if part) for both in parts]


def measured(held: pa.Table, queries: pa.Table, many: int) -> Trigrams:
    """Time queries about people in the register."""
    times, found = [], []
    with psycopg.connect(url(), autocommit=True) as server:
        server.execute(TABLE)
        with server.cursor().copy("COPY register FROM STDIN") as copy:
            for line in zip(held["entity"].to_pylist(), names(held), strict=True):
                copy.write_row(line)
        server.execute("CREATE INDEX ON register USING gin (name gin_trgm_ops)")
        server.execute("VACUUM ANALYZE register")
        asked = queries.slice(0, WARM + many)
        for who, name in zip(asked["entity"].to_pylist(), names(asked), strict=True):
            begun = time.perf_counter()
            likest = server.execute(LIKEST, (name, name)).fetchall()
            times.append(1e3 * (time.perf_counter() - begun))
            found.append((who,) in likest)
    ms = np.array(times[WARM:])
    return Trigrams(float(np.median(ms)), float(np.quantile(ms, 0.99)), float(np.mean(found)))
