"""Labels for the second stage: officers' verdicts, or reviewed pairs of a batch."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from broadhurst_linkage.encoding import rows
from broadhurst_linkage.register_files import tables
from broadhurst_linkage.scoring.comparisons import COMPARISONS
from broadhurst_linkage.scoring.explain import UNKNOWN
from broadhurst_linkage.scoring.model import Model

SAME, NOT_SAME = "same", "not_same"
YES = {"1", "true", "yes", "y", SAME}
NO = {"0", "false", "no", "n", NOT_SAME}


class WrongLabelsError(ValueError):
    """The file cannot be used for training. The message says why."""


class Labels(NamedTuple):
    """Pairs: first-stage weight, levels, and whether they are one person."""

    weights: NDArray[np.float64]
    levels: NDArray[np.int8]
    same: NDArray[np.bool_]
    left_out: int  # lines without a verdict, or with the weights of another model

    def at(self, positions: NDArray[np.int64]) -> "Labels":
        """Return the labels at these positions."""
        return Labels(self.weights[positions], self.levels[positions], self.same[positions], 0)


def read_labels(path: Path, model: Model) -> Labels:
    """Read the labels of a file.

    `broadhurst deconfliction labels` writes `.jsonl`. A `.parquet` or `.csv` holds pairs of
    `broadhurst-linkage batch` with a column `same`. Raises WrongLabelsError.
    """
    read = _verdicts if path.suffix == ".jsonl" else _pairs
    try:
        lines, left_out = read(path, model)
    except (KeyError, TypeError, ValueError, pa.ArrowException) as wrong:
        if isinstance(wrong, WrongLabelsError):
            raise
        raise WrongLabelsError(f"{path} has no labels to train on: {wrong}") from wrong
    if not lines:
        raise WrongLabelsError(f"{path} has no label for the model {model.version}.")
    weights, levels, same = zip(*lines, strict=True)
    return Labels(np.array(weights, float), np.array(levels, np.int8), np.array(same), left_out)


Line = tuple[float, list[int], bool]


def _verdicts(path: Path, model: Model) -> tuple[list[Line], int]:
    lines, left_out = [], 0
    for text in path.read_text("utf-8").splitlines():
        label = json.loads(text)
        waterfall = label["waterfall"]
        is_same_model = (
            waterfall.get("first_model") == model.version and waterfall.get("rows") == rows.VERSION
        )
        if label["verdict"] in (SAME, NOT_SAME) and is_same_model:
            first = waterfall["prior"] + sum(bar["weight"] for bar in waterfall["bars"])
            lines.append((first, _levels(waterfall["levels"]), label["verdict"] == SAME))
        else:
            left_out += 1
    return lines, left_out


def _levels(values: Any) -> list[int]:
    levels = [int(value) for value in values]
    are_valid = len(levels) == len(COMPARISONS) and all(
        0 <= level <= len(comparison.levels)
        for level, comparison in zip(levels, COMPARISONS, strict=True)
    )
    if not are_valid:
        raise WrongLabelsError(f"These levels are not those of the comparisons: {values}.")
    return levels


def _pairs(path: Path, model: Model) -> tuple[list[Line], int]:
    table = pa.concat_tables(tables(path))
    if "same" not in table.column_names:
        raise WrongLabelsError(
            f"{path} has no column `same`. Add one to the pairs of `batch`: yes, no or empty."
        )
    if path.suffix.lower() != ".csv" and _trained_on(table) != model.version:
        raise WrongLabelsError(f"{path} has the weights of a model other than {model.version}.")
    level_numbers = [_level_numbers(i) for i in range(len(COMPARISONS))]
    columns = [table[comparison.name].to_pylist() for comparison in COMPARISONS]
    lines, left_out = [], 0
    answers = (str(answer).strip().lower() for answer in table["same"].to_pylist())
    level_words = zip(*columns, strict=True)
    weights = table["first_weight"].to_pylist()
    for answer, weight, words in zip(answers, weights, level_words, strict=True):
        if answer in YES | NO:
            levels = [level_numbers[i][word] for i, word in enumerate(words)]
            lines.append((float(weight), levels, answer in YES))
        else:
            left_out += 1
    return lines, left_out


def _trained_on(table: pa.Table) -> str:
    return str(json.loads((table.schema.metadata or {}).get(b"first_model", b'""')))


def _level_numbers(i: int) -> Mapping[str, int]:
    """Return the number of each level of a comparison by its words."""
    return {UNKNOWN: 0} | {level.words: j for j, level in enumerate(COMPARISONS[i].levels, 1)}
