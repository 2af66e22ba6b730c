"""`broadhurst-linkage train`: weights of one's own, or a second stage from labels.

It asks no database and needs no Django, as the batch, so that it runs wherever the files may be.
"""

import json
import logging
from pathlib import Path

import click
import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from broadhurst_linkage.atomic_files import write_atomically
from broadhurst_linkage.calibration import fit
from broadhurst_linkage.calibration.labels import (
    WrongLabelsError,
    read_labels,
)
from broadhurst_linkage.calibration.options import (
    TRAIN_HELP,
    train_options,
)
from broadhurst_linkage.options import columns_of, model_of
from broadhurst_linkage.register_files import WrongRegister, read, tables
from broadhurst_linkage.scoring import model as models
from broadhurst_linkage.scoring.model import WrongModelError
from broadhurst_linkage.scoring.second_stage import save
from broadhurst_linkage.splink import train as weights

PAIRS_A_RECORD = 0.5
ONE = "Name a file of --labels or a --register, not both."


@click.command(help=TRAIN_HELP)
@train_options
def train(
    labels: Path | None, register: Path | None, out: Path, path: Path | None, whose: str,
    matches: float | None, id_column: str, mapped: tuple[str, ...],
) -> None:  # fmt: skip
    """Train what was asked for."""
    if (labels is None) == (register is None):
        raise click.UsageError(ONE)
    try:
        if labels:
            click.echo(second_stage(labels, path, out))
        elif register:
            columns = columns_of(mapped)
            click.echo(first_stage(register, columns, id_column, whose, matches, out))
    except (WrongLabelsError, WrongModelError, WrongRegister, weights.TooFewError) as wrong:
        raise click.ClickException(str(wrong)) from wrong


def second_stage(labels: Path, path: Path | None, out: Path) -> str:
    """Train it and write it; what was reached, in words."""
    model = model_of(path)
    given = read_labels(labels, model)
    trained = fit.train(given, model)
    save(trained.stage, out)
    stage = trained.stage
    return (
        f"{stage.labels:,} labels, {stage.same:,} of one person, {given.left_out:,} left out."
        f" Of labels kept from the training: {trained.loss_first:.3f} bits a label without it,"
        f" {trained.loss_second:.3f} with it; fewer are better. Second stage {stage.version}."
    )


def first_stage(
    path: Path, columns: dict[str, str], id_column: str, whose: str, matches: float | None,
    out: Path,
) -> str:  # fmt: skip
    """Train the weights and write the model; what was learnt from, in words."""
    logging.getLogger("splink").setLevel(logging.WARNING)
    register = read(path, columns, id_column)
    owners = owners_of(path, whose) if whose else None
    expected = matches or PAIRS_A_RECORD * len(register.rows)
    trained = weights.train(register.rows, expected, owners)
    trained["linker_uid"] = models.name_of(trained)
    with write_atomically(out) as part:
        part.write_text(json.dumps(trained, indent=1) + "\n", "utf-8")
    how = "counted" if whose else "estimated"
    return f"{len(register.rows):,} records, m {how}. Model {trained['linker_uid']}."


def owners_of(path: Path, column: str) -> NDArray[np.int64]:
    """A number for whose each record is. Raises WrongRegister if the column is not there."""
    try:
        named = pa.concat_tables(tables(path))[column].combine_chunks()
    except (pa.ArrowException, KeyError) as wrong:
        raise WrongRegister(f"{path.name} has no column “{column}” to read.") from wrong
    if named.null_count:
        raise WrongRegister(f"In “{column}” each record needs to say whose it is.")
    found: NDArray[np.int64] = named.dictionary_encode().indices.to_numpy().astype(np.int64)
    return found


if __name__ == "__main__":
    train(prog_name="broadhurst-linkage train")
