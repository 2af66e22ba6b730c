"""Labels for the second stage: officers' verdicts, or pairs of a batch that somebody judged."""

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
    """The file cannot be trained on; the message says what is wrong with it."""


class Labels(NamedTuple):
    """Pairs with the first stage's weight, their levels, and whether they are one person."""

    weights: NDArray[np.float64]
    levels: NDArray[np.int8]
    same: NDArray[np.bool_]
    left_out: int  # lines without an answer, or of another model's weights

    def some(self, which: NDArray[np.int64]) -> "Labels":
        """Those at some places."""
        return Labels(self.weights[which], self.levels[which], self.same[which], 0)


def read_labels(path: Path, model: Model) -> Labels:
    """The labels of a file.

    `.jsonl` is what `broadhurst deconfliction labels` writes; `.parquet` and `.csv` are pairs of
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
        raise WrongLabelsError(f"{path} has no label of {model.version}.")
    weights, levels, same = zip(*lines, strict=True)
    return Labels(np.array(weights, float), np.array(levels, np.int8), np.array(same), left_out)


Line = tuple[float, list[int], bool]


def _verdicts(path: Path, model: Model) -> tuple[list[Line], int]:
    lines, left_out = [], 0
    for text in path.read_text("utf-8").splitlines():
        label = json.loads(text)
        told = label["waterfall"]
        fits = told.get("first_model") == model.version and told.get("rows") == rows.VERSION
        if label["verdict"] in (SAME, NOT_SAME) and fits:
            first = told["prior"] + sum(bar["weight"] for bar in told["bars"])
            lines.append((first, _levels(told["levels"]), label["verdict"] == SAME))
        else:
            left_out += 1
    return lines, left_out


def _levels(told: Any) -> list[int]:
    levels = [int(one) for one in told]
    fits = len(levels) == len(COMPARISONS) and all(
        0 <= level <= len(one.levels) for level, one in zip(levels, COMPARISONS, strict=True)
    )
    if not fits:
        raise WrongLabelsError(f"There are no such levels: {told}.")
    return levels


def _pairs(path: Path, model: Model) -> tuple[list[Line], int]:
    table = pa.concat_tables(tables(path))
    if "same" not in table.column_names:
        raise WrongLabelsError(
            f"{path} has no column `same`. Add one to pairs of the batch: yes, no, or nothing."
        )
    if path.suffix.lower() != ".csv" and _trained_on(table) != model.version:
        raise WrongLabelsError(f"{path} has weights of another model than {model.version}.")
    words = [_level_of(i) for i in range(len(COMPARISONS))]
    columns = [table[one.name].to_pylist() for one in COMPARISONS]
    lines, left_out = [], 0
    answers = (str(one).strip().lower() for one in table["same"].to_pylist())
    each = zip(answers, table["first_weight"].to_pylist(), zip(*columns, strict=True), strict=True)
    for answer, weight, said in each:
        if answer in YES | NO:
            levels = [words[i][one] for i, one in enumerate(said)]
            lines.append((float(weight), levels, answer in YES))
        else:
            left_out += 1
    return lines, left_out


def _trained_on(table: pa.Table) -> str:
    return str(json.loads((table.schema.metadata or {}).get(b"first_model", b'""')))


def _level_of(i: int) -> Mapping[str, int]:
    """Each level of a comparison by its words."""
    return {UNKNOWN: 0} | {level.words: j for j, level in enumerate(COMPARISONS[i].levels, 1)}
