"""Train the weights with Splink 5 on DuckDB, from a register without labels."""

from typing import Any

import duckdb
import numpy as np
import pyarrow as pa
from numpy.typing import NDArray
from splink import DuckDBAPI, Linker, block_on

from broadhurst_linkage.encoding.rows import FREQUENT
from broadhurst_linkage.scoring.comparisons import COMPARISONS, Comparison
from broadhurst_linkage.splink.columns import frequencies, splink_columns

RANDOM_PAIRS = 50_000_000
EM_PAIRS = 2_000_000
# The levels of near-unique things, whose u random pairs do not show: from how often each value is
# there instead (a pair of random records agrees with the sum of the squared shares).
BY_SHARES = (
    ("phone", "the same", ("phone",)),
    ("vehicle", "the same", ("vehicle",)),
    ("address", "the same house and postcode", ("postcode", "house")),
    ("address", "the same postcode", ("postcode",)),
)
# How many times as many random values are a slip apart as are equal: the characters that may slip.
SLIPS = {
    ("phone", "one digit apart"): 10,
    ("vehicle", "the same but for O and 0 and their like"): 4,
    ("vehicle", "one character apart"): 20,
}
LEAST_PAIRS = 50  # of one person, or in a round: below that chance would be learnt
LEAST_M, LEAST_U = 1e-3, 1e-8
# What blocks the pairs that each round of expectation maximisation looks at. A household's pairs
# would be taken for the matches of a block by address or telephone alone.
ROUNDS = (("first_canon", "surname_canon"), ("born",), ("first_canon", "postcode"))


OF_A_ROUND = ("first name and surname", "date of birth", "first name and postcode")
LARGER = (
    "Take a larger register, or say whose each record is (--whose) with more records of one person."
)


class TooFewError(ValueError):
    """The register shows too little to be learnt from; the message says what it takes."""


def train(
    register: NDArray[np.uint64],
    matches: float,
    whose: NDArray[np.int64] | None = None,
    seed: int = 1,
) -> dict[str, Any]:
    """Splink's settings with the m and u of a register's rows.

    `matches` is how many pairs of records are expected to be of one person: the prior. With
    `whose`, a number for each person, m is counted; without, it is estimated by expectation
    maximisation. Raises TooFewError.
    """
    columns = splink_columns(register, pa.array(np.arange(len(register))))
    if whose is not None:
        columns = columns.append_column("whose", pa.array(whose))
    if problem := too_few(columns, matches):
        raise TooFewError(problem)
    api = DuckDBAPI(duckdb.connect())
    linker = Linker(api.register(columns), settings(matches, len(register)))
    linker.training.estimate_u_using_random_sampling(
        max_pairs=RANDOM_PAIRS, seed=seed, min_count_per_level=None
    )
    known = with_shares(linker.misc.save_model_to_json(), columns)
    linker = Linker(api.register(columns), known)
    for column in FREQUENT:
        table = api.register(frequencies(register, column))
        linker.table_management.register_term_frequency_lookup(table, column)
    _learn_m(linker, whose is not None)
    return with_floors(dict(linker.misc.save_model_to_json()))


def _learn_m(linker: Linker, labelled: bool) -> None:
    if labelled:
        linker.training.estimate_m_from_label_column("whose")
        return
    try:
        for columns_equal in ROUNDS:
            linker.training.estimate_parameters_using_expectation_maximisation(
                block_on(*columns_equal), max_pairs=EM_PAIRS
            )
    except ValueError as never:  # Splink's word for a likeness that no pair of a round has
        raise TooFewError(f"Some likeness is never met in so small a register. {LARGER}") from never


def too_few(columns: pa.Table, matches: float) -> str:
    """What a register lacks to be learnt from, or nothing."""
    pairs = columns.num_rows * (columns.num_rows - 1) // 2
    if "whose" in columns.column_names:
        least, shown = pairs_with(columns, ("whose",)), "of one person"
    else:
        each = zip((pairs_with(columns, one) for one in ROUNDS), OF_A_ROUND, strict=True)
        least, alike = min(each)
        shown = f"with the same {alike}"
    if least < LEAST_PAIRS:
        return f"Pairs of records {shown}: {least}. It takes {LEAST_PAIRS}. {LARGER}"
    if matches >= pairs:
        return f"There are {pairs:,} pairs of records: fewer than these are of one person."
    return ""


def with_shares(model: dict[str, Any], columns: pa.Table) -> dict[str, Any]:
    """The model with the u of near-unique things from their shares, and fixed."""
    levels = {
        (one["output_column_name"], level["label_for_charts"]): level
        for one in model["comparisons"]
        for level in one["comparison_levels"]
    }
    for comparison, words, equal in BY_SHARES:
        levels[comparison, words] |= {
            # Splink takes no nought, as of a register without telephones.
            "u_probability": agreement(columns, equal) or LEAST_U,
            "fix_u_probability": True,
        }
    return model


def with_floors(model: dict[str, Any]) -> dict[str, Any]:
    """The model without a level that decides alone because training met it seldom or never."""
    levels = {
        (one["output_column_name"], level["label_for_charts"]): level
        for one in model["comparisons"]
        for level in one["comparison_levels"][1:]
    }
    for (comparison, words), level in levels.items():
        level["m_probability"] = max(level.get("m_probability") or 0.0, LEAST_M)
        if (comparison, words) in SLIPS:
            exact = levels[comparison, "the same"]["u_probability"]
            level["u_probability"] = SLIPS[comparison, words] * exact
        level["u_probability"] = max(level.get("u_probability") or 0.0, LEAST_U)
    return model


def agreement(columns: pa.Table, equal: tuple[str, ...]) -> float:
    """How often two random records that both have the values have the same ones."""
    known = columns.select(equal).drop_null().num_rows
    return 2 * pairs_with(columns, equal) / (known * (known - 1)) if known > 1 else 0.0


def pairs_with(columns: pa.Table, equal: tuple[str, ...]) -> int:
    """How many pairs of records have the same values, all of them known."""
    known = columns.select(equal).drop_null()
    counts = known.group_by(list(equal)).aggregate([([], "count_all")])["count_all"].to_numpy()
    return int((counts * (counts - 1)).sum()) // 2


def settings(matches: float, records: int) -> dict[str, Any]:
    """The untrained model, as Splink reads it."""
    return {
        "link_type": "dedupe_only",
        "unique_id_column_name": "unique_id",
        "probability_two_random_records_match": matches / (records * (records - 1) / 2),
        "comparisons": [as_splink(one) for one in COMPARISONS],
        "blocking_rules_to_generate_predictions": [],
        "retain_matching_columns": False,
        "retain_intermediate_calculation_columns": False,
    }


def as_splink(comparison: Comparison) -> dict[str, Any]:
    """A comparison as Splink's settings have it."""
    unknown = {
        "sql_condition": comparison.unknown,
        "label_for_charts": "not known on one side",
        "is_null_level": True,
    }
    levels = [unknown]
    for level in comparison.levels:
        one: dict[str, Any] = {"sql_condition": level.sql, "label_for_charts": level.words}
        if level.tf:
            one |= {
                "tf_adjustment_column": level.tf,
                "tf_adjustment_weight": level.share,
                # How much rarer than a usual pair of this level, not than an equal pair.
                "disable_tf_exact_match_detection": True,
            }
        levels.append(one)
    return {"output_column_name": comparison.name, "comparison_levels": levels}
