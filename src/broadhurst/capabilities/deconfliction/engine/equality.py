"""The weights as Splink itself computes them: the proof that the compiled ones are the same."""

from typing import Any

import duckdb
import numpy as np
import pyarrow as pa
from numpy.typing import NDArray
from splink import DuckDBAPI, Linker

from broadhurst.capabilities.deconfliction.engine.columns import frequencies, splink_columns
from broadhurst.capabilities.deconfliction.engine.model import Model
from broadhurst.capabilities.deconfliction.engine.score import COMPARED, weigh_pairs

EVERY_PAIR = "1=1"
LOWEST = -1000.0  # below any weight there is: Splink leaves no pair out


def linker_of(register: NDArray[np.uint64], model: Model, rule: str = EVERY_PAIR) -> Linker:
    """Splink with a model and a register's rows, whose unique_id is the row's number."""
    settings: dict[str, Any] = dict(model.settings)
    settings["blocking_rules_to_generate_predictions"] = [{"blocking_rule": rule}]
    api = DuckDBAPI(duckdb.connect())
    columns = splink_columns(register, pa.array(np.arange(len(register))))
    linker = Linker(api.register(columns), settings)
    for column in ("first", "surname"):
        table = api.register(frequencies(register, column))
        linker.table_management.register_term_frequency_lookup(table, column)
    return linker


def differences(
    register: NDArray[np.uint64], model: Model, rule: str = EVERY_PAIR
) -> NDArray[np.float64]:
    """How far the compiled weight of each pair that a rule joins is from Splink's."""
    found = linker_of(register, model, rule).inference.predict(threshold_match_weight=LOWEST)
    table = found.as_pyarrow_table()
    left, right = (table[f"unique_id_{side}"].to_numpy() for side in "lr")
    ours, levels = np.empty(len(left)), np.empty((len(left), COMPARED), np.int8)
    weigh_pairs(register, left, right, model.weights, model.usual, model.prior, ours, levels)
    apart: NDArray[np.float64] = np.abs(ours - table["match_weight"].to_numpy())
    return apart
