"""Find the same pairs with Splink 5, on DuckDB, or on Spark for many hosts.

The keys are those of the compiled engine. They are made in batches of records and written next to
the columns that Splink compares. The database drops common keys and joins the records that share a
key.
"""

import json
import logging
import math
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from numpy.typing import NDArray
from splink import Linker

from broadhurst_linkage.batch.pairs import CAP, Pairs
from broadhurst_linkage.blocking.postings import keys_of_rows
from broadhurst_linkage.encoding.rows import FREQUENT
from broadhurst_linkage.hashing import Secret
from broadhurst_linkage.scoring.comparisons import COMPARISONS
from broadhurst_linkage.scoring.model import Model
from broadhurst_linkage.splink.columns import shares, splink_columns

BATCH_SIZE = 1 << 17  # records
SLACK = 1e-6  # a weight at the cut may differ in its last digits between the engines
GAMMAS = tuple(f"gamma_{comparison.name}" for comparison in COMPARISONS)
Words = NDArray[np.uint64]


def all_pairs(
    rows: Words, secret: Secret, model: Model, prior: float, cut: float, folder: Path,
    start: Callable[[Path], Any], cap: int = CAP,
) -> Pairs:  # fmt: skip
    """Return the pairs of `pairs.all_pairs`, found by Splink."""
    path = folder / "prepared.parquet"
    prepare(rows, secret, path)
    store = start(folder)
    try:
        store.open(path)
        linker = _linker(store, model, prior)
        blocked = store.keep(_blocked_pairs_sql(store.explode, cap), "blocked")
        linker.table_management.register_blocked_pairs_for_predict(blocked)
        predictions = linker.inference.predict(
            threshold_match_weight=cut - SLACK, warning_mode="never"
        )
        columns = ", ".join(("unique_id_l", "unique_id_r", "match_weight", *GAMMAS))
        table = store.result(f"SELECT {columns} FROM {predictions.physical_name}")  # noqa: S608
        [weighed] = store.result("SELECT count(*) AS pairs FROM blocked")["pairs"].to_pylist()
    finally:
        store.stop()
    return _as_pairs(table, weighed, cut)


def prepare(rows: Words, secret: Secret, path: Path) -> None:
    """Write Splink's columns, the name frequencies and the keys in batches."""
    writer = None
    for low in range(0, len(rows), BATCH_SIZE):
        batch = rows[low : low + BATCH_SIZE]
        table = splink_columns(batch, pa.array(np.arange(low, low + len(batch))))
        keys = keys_of_rows(batch, secret)
        key_lists = pa.ListArray.from_arrays(
            pa.array(keys.ends, pa.int32()), pa.array(keys.keys.view(np.int64))
        )
        table = table.append_column("keys", key_lists)
        for name in FREQUENT:
            table = table.append_column(f"share_{name}", pa.array(shares(batch, name)))
        writer = writer or pq.ParquetWriter(path, table.schema)
        writer.write_table(table)
    if writer:
        writer.close()


def _linker(store: Any, model: Model, prior: float) -> Linker:
    compared = [name for name in pq_columns(store) if name != "keys" and name[:6] != "share_"]
    table = store.keep(f"SELECT {', '.join(compared)} FROM prepared", "compared")  # noqa: S608
    settings = json.loads(json.dumps(model.settings))
    settings["probability_two_random_records_match"] = 1 / (1 + math.exp2(-prior))
    settings["retain_matching_columns"] = True  # includes the levels
    logging.getLogger("splink").setLevel(logging.WARNING)
    linker = Linker(table, settings)
    for name in FREQUENT:
        frequencies = store.keep(
            f"SELECT {name}, min(share_{name}) AS tf_{name} FROM prepared"  # noqa: S608
            f" WHERE {name} IS NOT NULL GROUP BY {name}",
            f"shares_{name}",
        )
        linker.table_management.register_term_frequency_lookup(frequencies, name)
    return linker


def pq_columns(store: Any) -> list[str]:
    """Return the columns of the view `prepared`."""
    names: list[str] = store.result("SELECT * FROM prepared LIMIT 0").column_names
    return names


def _blocked_pairs_sql(explode: str, cap: int) -> str:
    """Return SQL for the pairs that share a key of at most `cap` records."""
    return f"""
        WITH every AS (SELECT unique_id, {explode}(keys) AS key FROM prepared),
        rare AS (SELECT key FROM every GROUP BY key HAVING count(*) BETWEEN 2 AND {cap}),
        kept AS (SELECT e.unique_id, e.key FROM every e JOIN rare ON e.key = rare.key)
        SELECT DISTINCT '0' AS match_key, a.unique_id AS join_key_l, b.unique_id AS join_key_r
        FROM kept a JOIN kept b ON a.key = b.key AND a.unique_id < b.unique_id
    """  # noqa: S608


def _as_pairs(table: pa.Table, weighed: int, cut: float) -> Pairs:
    """Convert Splink's predictions, which count levels down from the best."""
    # Splink's level is -1 where a value is not known on one side.
    levels = np.empty((table.num_rows, len(COMPARISONS)), np.int8)
    for place, comparison in enumerate(COMPARISONS):
        gamma = table[GAMMAS[place]].to_numpy()
        levels[:, place] = np.where(gamma < 0, 0, len(comparison.levels) - gamma)
    pairs = Pairs(
        left=table["unique_id_l"].to_numpy(),
        right=table["unique_id_r"].to_numpy(),
        weights=(weights := table["match_weight"].to_numpy()),
        levels=levels,
        weighed=weighed,
        first=weights,
    )
    return pairs.above(cut)
