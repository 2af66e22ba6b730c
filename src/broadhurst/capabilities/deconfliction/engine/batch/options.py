"""Options that the batch and the training have in common."""

from pathlib import Path

import click

from broadhurst.capabilities.deconfliction.engine.batch.reading import FIELDS
from broadhurst.capabilities.deconfliction.engine.model import (
    Model,
    WrongModelError,
    read_file,
    shipped,
)

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
NEW = click.Path(dir_okay=False, path_type=Path)
MAP = f"FIELD=COLUMN, for a column of another name. Fields: {', '.join(FIELDS)}."


def model_of(path: Path | None) -> Model:
    """The model of a file, or the shipped one. Raises WrongModelError."""
    try:
        return read_file(path) if path else shipped()
    except (KeyError, TypeError, ValueError) as wrong:
        if isinstance(wrong, WrongModelError):
            raise
        raise WrongModelError(f"{path} is not a model that Splink 5 saved: {wrong}") from wrong


def columns_of(mapped: tuple[str, ...]) -> dict[str, str]:
    """Which column is which field, from FIELD=COLUMN."""
    parts = [one.partition("=") for one in mapped]
    if not all(field and column for field, _, column in parts):
        raise click.BadParameter("Write FIELD=COLUMN.", param_hint="--map")
    return {field: column for field, _, column in parts}
