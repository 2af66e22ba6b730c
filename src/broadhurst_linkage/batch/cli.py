"""`broadhurst-linkage batch`: link a register in a file with itself.

It needs no database and no Django, so it runs wherever the register is.
"""

import json
import os
import time
from pathlib import Path
from tempfile import TemporaryDirectory

import click
import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from numpy.typing import NDArray

from broadhurst_linkage.atomic_files import write_atomically
from broadhurst_linkage.batch import splink_backend, splink_stores
from broadhurst_linkage.batch.clusters import clusters
from broadhurst_linkage.batch.pairs import Pairs, SharedKeys, shared_keys, weighed_pairs
from broadhurst_linkage.batch.self_calibration import SelfCalibration, calibrate_to_register
from broadhurst_linkage.hashing import key_secret
from broadhurst_linkage.options import (
    BATCH_HELP,
    batch_options,
    columns_of,
    model_of,
)
from broadhurst_linkage.register_files import (
    Register,
    WrongRegister,
    read,
)
from broadhurst_linkage.scoring.comparisons import COMPARISONS
from broadhurst_linkage.scoring.explain import UNKNOWN
from broadhurst_linkage.scoring.model import (
    Model,
    WrongModelError,
)
from broadhurst_linkage.scoring.second_stage import REACH, Stage, WrongStageError, read_file


@click.command(help=BATCH_HELP)
@batch_options
def batch(
    engine: str, path: Path, out: Path, groups: Path | None, model: Path | None,
    second: Path | None, id_column: str, mapped: tuple[str, ...], least: float,
) -> None:  # fmt: skip
    """Read the register, find its pairs and write them."""
    if path.resolve() in (out.resolve(), groups and groups.resolve()):
        raise click.ClickException("The result would overwrite the register.")
    start = time.perf_counter()
    try:
        weights = model_of(model)
        stage = read_file(second).for_model(weights) if second else None
        register = read(path, columns_of(mapped), id_column)
        shared = shared_keys(register.rows, key_secret(os.urandom(32)))
        calibrated = calibrate_to_register(register.rows, shared, weights)
        # Keep only one copy of the rows in memory.
        register = register._replace(rows=calibrated.rows)
        pairs = pairs_of(calibrated, shared, engine, least, out.parent, stage)
    except (
        WrongRegister,
        WrongModelError,
        WrongStageError,
        splink_stores.NoSpark,
    ) as wrong:
        raise click.ClickException(str(wrong)) from wrong
    save(pairs_table(register, pairs, calibrated.prior, weights, stage), out)
    summary = (
        f"{len(register.rows):,} records, {pairs.weighed:,} pairs weighed, {len(pairs.left):,} kept"
    )
    if groups:
        first_rows = clusters(pairs, calibrated.rows, calibrated.model, calibrated.prior, stage)
        save(clusters_table(register, first_rows), groups)
        summary += f", {len(np.unique(first_rows)):,} groups"
    click.echo(
        f"{summary}, {time.perf_counter() - start:.1f} seconds, model {(stage or weights).version}."
        f" One pair in {1 + 2**-calibrated.prior:,.0f} is expected to be one person."
    )


def pairs_of(
    calibrated: SelfCalibration, shared: SharedKeys, engine: str, least: float, folder: Path,
    second: Stage | None = None,
) -> Pairs:  # fmt: skip
    """Return the pairs that weigh `least` or more, strongest first."""
    if second:
        first = pairs_of(calibrated, shared, engine, least - REACH, folder)
        return first.weighed_again(second).above(least)
    rows, prior, model = calibrated
    if engine == "own":
        cut = least - splink_backend.SLACK
        return weighed_pairs(rows, shared, model, prior, cut).above(least)
    secret, start = key_secret(os.urandom(32)), splink_stores.STORES[engine]
    with TemporaryDirectory(dir=folder, prefix=".batch-") as scratch:
        return splink_backend.all_pairs(rows, secret, model, prior, least, Path(scratch), start)


def pairs_table(
    register: Register, pairs: Pairs, prior: float, model: Model, second: Stage | None = None
) -> pa.Table:
    """Return the pairs by the register's identifiers: weight, probability and levels.

    `first_weight` is the weight before the second stage, which is trained on it.
    """
    table = pa.table(
        {
            "id_l": register.ids.take(pa.array(pairs.left)),
            "id_r": register.ids.take(pa.array(pairs.right)),
            "weight": pairs.weights,
            "probability": 1 / (1 + np.exp2(-pairs.weights)),
            "first_weight": pairs.first,
        }
    )
    for place, comparison in enumerate(COMPARISONS):
        words = [UNKNOWN, *(level.words for level in comparison.levels)]
        coded = pa.DictionaryArray.from_arrays(pa.array(pairs.levels[:, place]), pa.array(words))
        table = table.append_column(comparison.name, coded)
    metadata = {
        "model": json.dumps((second or model).version),
        "first_model": json.dumps(model.version),
        "prior": json.dumps(round(prior, 3)),
    }
    return table.replace_schema_metadata(metadata)


def clusters_table(register: Register, first_rows: NDArray[np.int64]) -> pa.Table:
    """Return each record with the first record of its group, which names the group."""
    return pa.table({"id": register.ids, "group": register.ids.take(pa.array(first_rows))})


def save(table: pa.Table, path: Path) -> None:
    """Write a table to a file atomically."""
    with write_atomically(path) as part:
        pq.write_table(table, part)


if __name__ == "__main__":
    batch(prog_name="broadhurst-linkage batch")
