"""Check one record against a register with Splink, like its users would.

`PYTHON one_record.py REGISTER.parquet QUERIES.parquet MANY` prints JSON: the version and the
milliseconds of each call. It imports nothing of Broadhurst, so the Python with Splink 4 runs it
too, as Splink 4 and 5 cannot be installed together. Training is not timed. Each version is called
as its documentation says for new records, with the blocking rules of the batch.
"""

import json
import logging
import sys
import time
from collections.abc import Callable
from importlib.metadata import version
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import splink.comparison_library as cl
from splink import DuckDBAPI, Linker, SettingsCreator, block_on

RULES = (
    ("first_name", "surname"), ("surname", "dob"), ("first_name", "dob"), ("phone",), ("vrm",),
    ("postcode", "surname"), ("postcode", "first_name"), ("street", "town", "dob"),
    ("middle_name", "surname"), ("postcode", "dob"), ("street", "surname"),
    ("first_name", "middle_name", "sex"),
)  # fmt: skip
COLUMNS = ("unique_id", "first_name", "middle_name", "surname", "sex", "dob", "street", "town",
           "postcode", "phone", "vrm")  # fmt: skip
LEAST = 0.0
WARM = 3


def settings() -> SettingsCreator:
    """Return the comparisons and blocking rules of the batch benchmark."""
    exact = cl.ExactMatch
    return SettingsCreator(
        link_type="dedupe_only",
        comparisons=[
            cl.JaroWinklerAtThresholds("first_name", [0.92, 0.8]).configure(
                term_frequency_adjustments=True
            ),
            cl.JaroWinklerAtThresholds("surname", [0.92, 0.8]).configure(
                term_frequency_adjustments=True
            ),
            exact("middle_name"), exact("sex"),
            cl.DamerauLevenshteinAtThresholds("dob", [1, 2]),
            cl.LevenshteinAtThresholds("postcode", [1, 3]),
            cl.LevenshteinAtThresholds("phone", [1]),
            cl.LevenshteinAtThresholds("vrm", [1]),
        ],
        blocking_rules_to_generate_predictions=[block_on(*columns) for columns in RULES],
    )  # fmt: skip


def trained(linker: Any) -> Any:
    """Return the linker, trained on its register."""
    linker.training.estimate_probability_two_random_records_match(
        [block_on("first_name", "surname", "dob"), block_on("phone")], recall=0.4
    )
    linker.training.estimate_u_using_random_sampling(max_pairs=2_000_000)
    for columns in (("first_name", "surname"), ("dob",)):
        linker.training.estimate_parameters_using_expectation_maximisation(block_on(*columns))
    return linker


def asking_4(register: pa.Table) -> Callable[[pa.Table], int]:
    """Return a call of Splink 4: find_matches_to_new_records."""
    con = duckdb.connect()
    con.register("arrow", register)
    con.execute("CREATE TABLE register AS SELECT * FROM arrow")
    linker = trained(Linker("register", settings(), db_api=DuckDBAPI(con)))
    for column in ("first_name", "surname"):
        linker.table_management.compute_tf_table(column)
    rules = [block_on(*columns) for columns in RULES]

    def ask(record: pa.Table) -> int:
        found = linker.inference.find_matches_to_new_records(
            record.to_pylist(), blocking_rules=rules, match_weight_threshold=LEAST
        )
        return len(found.as_record_dict())

    return ask


def asking_5(register: pa.Table) -> Callable[[pa.Table], int]:
    """Return a call of Splink 5: predict_between, with the register in the database."""
    api = DuckDBAPI(duckdb.connect())
    held = api.register(register)
    linker = trained(Linker(held, settings()))
    for column in ("first_name", "surname"):
        linker.table_management.compute_tf_table(column)

    def ask(record: pa.Table) -> int:
        found = linker.inference.predict_between(
            held, api.register(record), threshold_match_weight=LEAST
        )
        return len(found.as_record_list())

    return ask


def main(register: str, queries: str, many: int) -> None:
    """Time some calls."""
    logging.getLogger("splink").setLevel(logging.ERROR)
    held = pq.read_table(register, columns=list(COLUMNS))
    asked = pq.read_table(queries, columns=list(COLUMNS))
    ask = (asking_5 if version("splink").startswith("5") else asking_4)(held)
    times = []
    for at in range(WARM + many):
        record = asked.slice(at, 1)
        begun = time.perf_counter()
        ask(record)
        times.append(1e3 * (time.perf_counter() - begun))
    print(json.dumps({"version": version("splink"), "ms": times[WARM:]}))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]))
