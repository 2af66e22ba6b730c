"""Score pairs of rows with Splink itself, to compare with our own weights."""

from typing import Any

import duckdb
import numpy as np
import pyarrow as pa
from numpy.typing import NDArray
from splink import DuckDBAPI, Linker

from broadhurst_linkage.encoding.rows import FREQUENT
from broadhurst_linkage.splink.columns import frequencies, splink_columns

Words = NDArray[np.uint64]


def splink_weights(settings: dict[str, Any], left: Words, right: Words) -> NDArray[np.float64]:
    """Return the matrix of Splink's weights of left rows with right rows.

    Only tests use it, to prove that both give equal weights.
    """
    api = DuckDBAPI(duckdb.connect())
    both = np.concatenate([left, right])
    ids = pa.array(np.arange(len(both)))
    columns = splink_columns(both, ids)
    linker = Linker(api.register(columns), settings)
    for column in FREQUENT:
        table = api.register(frequencies(both, column))
        linker.table_management.register_term_frequency_lookup(table, column)
    scored = linker.inference.score_pairs(
        api.register(columns.slice(0, len(left))), api.register(columns.slice(len(left)))
    )
    pairs = (
        scored.as_duckdbpyrelation().select("unique_id_l, unique_id_r, match_weight").fetchnumpy()
    )
    weights = np.empty((len(left), len(right)))
    first, second = pairs["unique_id_l"], pairs["unique_id_r"]
    low, high = np.minimum(first, second), np.maximum(first, second)
    weights[low, high - len(left)] = pairs["match_weight"]
    return weights
