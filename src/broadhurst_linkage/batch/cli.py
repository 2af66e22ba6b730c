"""`broadhurst-linkage batch`: link a register that its operator has in hand with itself.

It asks no database and needs no Django, so that it runs wherever the register may be.
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
from broadhurst_linkage.batch import pairs as compiled
from broadhurst_linkage.batch import splink_backend as splinks
from broadhurst_linkage.batch.clusters import clusters
from broadhurst_linkage.batch.pairs import Pairs
from broadhurst_linkage.batch.self_calibration import Itself, learnt
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
from broadhurst_linkage.scoring import second_stage as stages
from broadhurst_linkage.scoring.comparisons import COMPARISONS
from broadhurst_linkage.scoring.explain import UNKNOWN
from broadhurst_linkage.scoring.model import (
    Model,
    WrongModelError,
)
from broadhurst_linkage.scoring.second_stage import Stage


@click.command(help=BATCH_HELP)
@batch_options
def batch(
    engine: str, path: Path, out: Path, groups: Path | None, model: Path | None,
    second: Path | None, id_column: str, mapped: tuple[str, ...], least: float,
) -> None:  # fmt: skip
    """Read the register, find its pairs, write them."""
    if path.resolve() in (out.resolve(), groups and groups.resolve()):
        raise click.ClickException("The result would overwrite the register.")
    begun = time.perf_counter()
    try:
        weights = model_of(model)
        stage = stages.read_file(second).for_model(weights) if second else None
        register = read(path, columns_of(mapped), id_column)
        shared = compiled.shared_keys(register.rows, key_secret(os.urandom(32)))
        known = learnt(register.rows, shared, weights)
        register = register._replace(rows=known.rows)  # one copy of them is enough
        found = pairs_of(known, shared, weights, engine, least, out.parent, stage)
    except (WrongRegister, WrongModelError, stages.WrongStageError, splinks.NoSpark) as wrong:
        raise click.ClickException(str(wrong)) from wrong
    save(pairs_table(register, found, known.prior, weights, stage), out)
    said = (
        f"{len(register.rows):,} records, {found.weighed:,} pairs weighed, {len(found.left):,} kept"
    )
    if groups:
        each = clusters(found, known.rows, weights, known.prior, stage)
        save(clusters_table(register, each), groups)
        said += f", {len(np.unique(each)):,} groups"
    click.echo(
        f"{said}, {time.perf_counter() - begun:.1f} seconds, model {(stage or weights).version};"
        f" one pair in {1 + 2**-known.prior:,.0f} is taken to be one person"
    )


def pairs_of(
    known: Itself, shared: compiled.Shared, model: Model, engine: str, least: float, folder: Path,
    second: Stage | None = None,
) -> Pairs:  # fmt: skip
    """The pairs that weigh enough, strongest first."""
    if second:
        first = pairs_of(known, shared, model, engine, least - stages.REACH, folder)
        return first.weighed_again(second).above(least)
    rows, prior = known
    if engine == "own":
        cut = least - splinks.SLACK
        return compiled.weighed_pairs(rows, shared, model, prior, cut).above(least)
    secret, start = key_secret(os.urandom(32)), splinks.STORES[engine]
    with TemporaryDirectory(dir=folder, prefix=".batch-") as own:
        return splinks.all_pairs(rows, secret, model, prior, least, Path(own), start)


def pairs_table(
    register: Register, found: Pairs, prior: float, model: Model, second: Stage | None = None
) -> pa.Table:
    """The pairs by the register's own identifiers: weight, probability, and level by level why.

    `first_weight` is what it was before the second stage, which is trained on it.
    """
    table = pa.table(
        {
            "id_l": register.ids.take(pa.array(found.left)),
            "id_r": register.ids.take(pa.array(found.right)),
            "weight": found.weights,
            "probability": 1 / (1 + np.exp2(-found.weights)),
            "first_weight": found.first,
        }
    )
    for place, comparison in enumerate(COMPARISONS):
        words = [UNKNOWN]
        words += [level.words for level in comparison.levels]
        coded = pa.DictionaryArray.from_arrays(pa.array(found.levels[:, place]), pa.array(words))
        table = table.append_column(comparison.name, coded)
    named = {
        "model": json.dumps((second or model).version),
        "first_model": json.dumps(model.version),
        "prior": json.dumps(round(prior, 3)),
    }
    return table.replace_schema_metadata(named)


def clusters_table(register: Register, each: NDArray[np.int64]) -> pa.Table:
    """Each record and the one that its group is named by."""
    return pa.table({"id": register.ids, "group": register.ids.take(pa.array(each))})


def save(table: pa.Table, path: Path) -> None:
    """Write a table, whole."""
    with write_atomically(path) as part:
        pq.write_table(table, part)


if __name__ == "__main__":
    batch(prog_name="broadhurst-linkage batch")
