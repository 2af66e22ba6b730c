"""Train the weights with Splink 5 on DuckDB, from a register without labels."""

from copy import deepcopy
from dataclasses import replace
from typing import Any

import duckdb
import numpy as np
import pyarrow as pa
from numpy.typing import NDArray
from splink import DuckDBAPI, Linker, block_on

from broadhurst_linkage.encoding.rows import FREQUENT
from broadhurst_linkage.scoring.comparisons import COMPARISONS, NO_PLACE, Comparison
from broadhurst_linkage.scoring.model import shipped
from broadhurst_linkage.splink.columns import frequencies, splink_columns

RANDOM_PAIRS = 50_000_000
EM_PAIRS = 2_000_000
# Levels of nearly unique values, which random pairs almost never share. Their u comes from how
# often each value occurs: the chance that a random pair agrees is the sum of the squared shares.
BY_SHARES = (
    ("phone", "the same", ("phone",)),
    ("vehicle", "the same", ("vehicle",)),
    ("address", "the same house and postcode", ("postcode", "house")),
    ("address", "the same postcode", ("postcode",)),
)
# How many times more random values are one slip apart than equal: the characters that may differ.
SLIPS = {
    ("phone", "one digit apart"): 10,
    ("vehicle", "the same but for O and 0 and their like"): 4,
    ("vehicle", "one character apart"): 20,
}
LEAST_PAIRS = 50  # of one person, or in a round; fewer would teach chance
LEAST_M, LEAST_U = 1e-3, 1e-8
# The blocking columns of each round of expectation maximisation. Blocks by address or phone number
# alone would take the pairs of a household for matches.
ROUNDS = (("first_canon", "surname_canon"), ("born",))
ROUND_WORDS = ("first name and surname", "date of birth")
# One more round, by the first of these that the register has enough of. Without it the others do.
PLACE_ROUNDS = (("first_canon", "postcode"), ("first_canon", "street"), ("first_canon", "town"))
LARGER = (
    "Use a larger register, or name the person of each record (--whose) with more records a person."
)


class TooFewError(ValueError):
    """The register is too small to train on. The message says what is needed."""


def train(
    register: NDArray[np.uint64],
    matches: float,
    whose: NDArray[np.int64] | None = None,
    seed: int = 1,
) -> dict[str, Any]:
    """Return Splink's settings with the m and u of a register's rows.

    `matches` is the expected number of pairs of one person, which sets the prior. With `whose`, a
    number for each person, m is counted. Without it, m is estimated by expectation maximisation.
    Raises TooFewError.
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
    _learn_m(linker, columns, labelled=whose is not None)
    trained = with_untrained(dict(linker.misc.save_model_to_json()))
    return with_conditions(with_floors(trained))


def _learn_m(linker: Linker, columns: pa.Table, *, labelled: bool) -> None:
    if labelled:
        linker.training.estimate_m_from_label_column("whose")
        return
    try:
        for columns_equal in rounds_of(columns):
            linker.training.estimate_parameters_using_expectation_maximisation(
                block_on(*columns_equal), max_pairs=EM_PAIRS
            )
    except ValueError as never:  # Splink raises it for a level that no pair of a round has
        raise TooFewError(f"No pair has one of the levels of agreement. {LARGER}") from never


def rounds_of(columns: pa.Table) -> tuple[tuple[str, ...], ...]:
    """Return the rounds for a register, which may have no postcodes or no addresses."""
    by_place = (equal for equal in PLACE_ROUNDS if pairs_with(columns, equal) >= LEAST_PAIRS)
    place = next(by_place, None)
    return (*ROUNDS, place) if place else ROUNDS


def too_few(columns: pa.Table, matches: float) -> str:
    """Return why a register is too small to train on, or ""."""
    pairs = columns.num_rows * (columns.num_rows - 1) // 2
    if "whose" in columns.column_names:
        least, shared = pairs_with(columns, ("whose",)), "of one person"
    else:
        counts = (pairs_with(columns, equal) for equal in ROUNDS)
        least, words = min(zip(counts, ROUND_WORDS, strict=True))
        shared = f"with the same {words}"
    if least < LEAST_PAIRS:
        return f"Pairs of records {shared}: {least}. You need {LEAST_PAIRS}. {LARGER}"
    if matches >= pairs:
        return f"Enter --matches below {pairs:,}, the number of pairs of records."
    return ""


def with_shares(model: dict[str, Any], columns: pa.Table) -> dict[str, Any]:
    """Set and fix the u of nearly unique values in the model, from their shares."""
    levels = {
        (comparison["output_column_name"], level["label_for_charts"]): level
        for comparison in model["comparisons"]
        for level in comparison["comparison_levels"]
    }
    for comparison_name, words, equal in BY_SHARES:
        levels[comparison_name, words] |= {
            # Splink accepts no zero, as in a register without phone numbers.
            "u_probability": agreement(columns, equal) or LEAST_U,
            "fix_u_probability": True,
        }
    return model


def with_untrained(model: dict[str, Any]) -> dict[str, Any]:
    """Give the shipped levels to comparisons that no round could train.

    Either the register has no values for them, or each round blocks on one of their columns.
    """
    for number, comparison in enumerate(model["comparisons"]):
        levels = comparison["comparison_levels"][1:]
        if not any(level.get("m_probability") for level in levels):
            model["comparisons"][number] = deepcopy(shipped().settings["comparisons"][number])
    return model


def with_floors(model: dict[str, Any]) -> dict[str, Any]:
    """Raise very low m and u in the model, so that no rarely seen level decides alone."""
    levels = {
        (comparison["output_column_name"], level["label_for_charts"]): level
        for comparison in model["comparisons"]
        for level in comparison["comparison_levels"][1:]
    }
    for (comparison, words), level in levels.items():
        level["m_probability"] = max(level.get("m_probability") or 0.0, LEAST_M)
        if (comparison, words) in SLIPS:
            exact = levels[comparison, "the same"]["u_probability"]
            level["u_probability"] = SLIPS[comparison, words] * exact
        level["u_probability"] = max(level.get("u_probability") or 0.0, LEAST_U)
    return model


def with_conditions(model: dict[str, Any]) -> dict[str, Any]:
    """Put back the conditions that `settings` leaves out."""
    for comparison, saved in zip(COMPARISONS, model["comparisons"], strict=True):
        saved["comparison_levels"][0]["sql_condition"] = comparison.unknown
    return model


def agreement(columns: pa.Table, equal: tuple[str, ...]) -> float:
    """Return how often two random records with known values have equal ones."""
    known = columns.select(equal).drop_null().num_rows
    return 2 * pairs_with(columns, equal) / (known * (known - 1)) if known > 1 else 0.0


def pairs_with(columns: pa.Table, equal: tuple[str, ...]) -> int:
    """Return how many pairs of records have equal values, all of them known."""
    known = columns.select(equal).drop_null()
    counts = known.group_by(list(equal)).aggregate([([], "count_all")])["count_all"].to_numpy()
    return int((counts * (counts - 1)).sum()) // 2


def settings(matches: float, records: int) -> dict[str, Any]:
    """Return the untrained model in the form that Splink reads.

    Its addresses count for all pairs. Their condition looks at the first names, so the shares of
    random pairs would be too low if they were counted with it.
    """
    comparisons = [
        replace(comparison, unknown=NO_PLACE) if comparison.name == "address" else comparison
        for comparison in COMPARISONS
    ]
    return {
        "link_type": "dedupe_only",
        "unique_id_column_name": "unique_id",
        "probability_two_random_records_match": matches / (records * (records - 1) / 2),
        "comparisons": [as_splink(comparison) for comparison in comparisons],
        "blocking_rules_to_generate_predictions": [],
        "retain_matching_columns": False,
        "retain_intermediate_calculation_columns": False,
    }


def as_splink(comparison: Comparison) -> dict[str, Any]:
    """Return a comparison in the form of Splink's settings."""
    unknown = {
        "sql_condition": comparison.unknown,
        "label_for_charts": "not known on one side",
        "is_null_level": True,
    }
    levels = [unknown]
    for level in comparison.levels:
        as_dict: dict[str, Any] = {"sql_condition": level.sql, "label_for_charts": level.words}
        if level.tf:
            as_dict |= {
                "tf_adjustment_column": level.tf,
                "tf_adjustment_weight": level.share,
                # Adjust relative to a usual pair of this level, not to an exact match.
                "disable_tf_exact_match_detection": True,
            }
        levels.append(as_dict)
    return {"output_column_name": comparison.name, "comparison_levels": levels}
