"""`broadhurst-linkage train`: train weights, or a second stage from labels.

It needs no database and no Django, so it runs wherever the files are.
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
from broadhurst_linkage.scoring.model import WrongModelError, model_name
from broadhurst_linkage.scoring.second_stage import save
from broadhurst_linkage.splink.train import TooFewError
from broadhurst_linkage.splink.train import train as train_weights

PAIRS_A_RECORD = 0.5
ONE_SOURCE = "Enter a file of --labels or a --register, not both."


@click.command(help=TRAIN_HELP)
@train_options
def train(
    labels: Path | None, register: Path | None, out: Path, path: Path | None, whose: str,
    matches: float | None, id_column: str, mapped: tuple[str, ...],
) -> None:  # fmt: skip
    """Train the second stage or the weights."""
    if (labels is None) == (register is None):
        raise click.UsageError(ONE_SOURCE)
    try:
        if labels:
            click.echo(second_stage(labels, path, out))
        elif register:
            columns = columns_of(mapped)
            click.echo(first_stage(register, columns, id_column, whose, matches, out))
    except (WrongLabelsError, WrongModelError, WrongRegister, TooFewError) as wrong:
        raise click.ClickException(str(wrong)) from wrong


def second_stage(labels: Path, path: Path | None, out: Path) -> str:
    """Train the second stage, write it, and return a summary."""
    model = model_of(path)
    examples = read_labels(labels, model)
    trained = fit.train(examples, model)
    save(trained.stage, out)
    stage = trained.stage
    return (
        f"{stage.labels:,} labels, {stage.same:,} of one person, {examples.left_out:,} left out."
        f" On held-out labels: {trained.loss_first:.3f} bits a label without it,"
        f" {trained.loss_second:.3f} with it. Fewer are better. Second stage {stage.version}."
    )


def first_stage(
    path: Path, columns: dict[str, str], id_column: str, whose: str, matches: float | None,
    out: Path,
) -> str:  # fmt: skip
    """Train the weights, write the model, and return a summary."""
    logging.getLogger("splink").setLevel(logging.WARNING)
    register = read(path, columns, id_column)
    person_numbers = people_of(path, whose) if whose else None
    expected = matches or PAIRS_A_RECORD * len(register.rows)
    trained = train_weights(register.rows, expected, person_numbers)
    trained["linker_uid"] = model_name(trained)
    with write_atomically(out) as part:
        part.write_text(json.dumps(trained, indent=1) + "\n", "utf-8")
    how = "counted" if whose else "estimated"
    return f"{len(register.rows):,} records, m {how}. Model {trained['linker_uid']}."


def people_of(path: Path, column: str) -> NDArray[np.int64]:
    """Return a number for the person of each record. Raises WrongRegister."""
    try:
        people = pa.concat_tables(tables(path))[column].combine_chunks()
    except (pa.ArrowException, KeyError) as wrong:
        raise WrongRegister(f"{path.name} has no column “{column}” to read.") from wrong
    if people.null_count:
        raise WrongRegister(f"Each record needs a value in “{column}” that names its person.")
    numbers: NDArray[np.int64] = people.dictionary_encode().indices.to_numpy().astype(np.int64)
    return numbers


if __name__ == "__main__":
    train(prog_name="broadhurst-linkage train")
