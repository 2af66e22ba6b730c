"""A register from a file that its operator has in hand: Parquet or CSV with named columns."""

from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv
import pyarrow.parquet as pq
from numpy.typing import NDArray

from broadhurst_linkage.encoding.registers import (
    ALSO,
    FULL,
    column_of,
    day_votes,
    rows_of_table,
)
from broadhurst_linkage.records import FIELDS

AT_A_TIME = 1 << 18  # records
IDS = ("unique_id", "id", "record_id", "reference", "ref")


class WrongRegister(Exception):
    """The file is not a register that can be linked; the message says why."""


class Register(NamedTuple):
    """A register's own names of its records, and their rows."""

    ids: pa.Array
    rows: NDArray[np.uint64]


def read(path: Path, columns: Mapping[str, str], id_column: str = "") -> Register:
    """The register of a file. `columns` names the column of a field. Raises WrongRegister."""
    ids, rows, days = [], [], Counter[str]()
    try:
        there = names(path)
        column = _objections(there, columns, id_column)
        if born := column_of("born", there, columns):
            for table in tables(path, born):
                days.update(day_votes(table, columns))
        for table in tables(path):
            ids.append(table[column].combine_chunks())
            rows.append(rows_of_table(table, columns, days))
    except (pa.ArrowException, OSError) as wrong:
        raise WrongRegister(f"{path.name} cannot be read: {wrong}") from wrong
    if not sum(map(len, rows)):
        raise WrongRegister(f"{path.name} has no records.")
    every = pa.chunked_array(ids)
    if every.null_count or pc.count_distinct(every).as_py() < len(every):
        raise WrongRegister(f"Each record needs an identifier of its own in “{column}”.")
    return Register(every.combine_chunks(), np.concatenate(rows))


def names(path: Path) -> list[str]:
    """The names of a file's columns."""
    if path.suffix.lower() == ".csv":
        with pa.csv.open_csv(path) as file:
            return list(file.schema.names)
    return list(pq.read_schema(path).names)


def tables(path: Path, *only: str) -> Iterator[pa.Table]:
    """Some records at a time; of the columns that are named, if any is."""
    if path.suffix.lower() == ".csv":
        text = pa.csv.ConvertOptions(default_column_type=pa.string(), include_columns=only)
        yield pa.csv.read_csv(path, convert_options=text)
        return
    with pq.ParquetFile(path) as file:
        for batch in file.iter_batches(AT_A_TIME, columns=only or None):
            yield pa.Table.from_batches([batch])


def _objections(there: list[str], columns: Mapping[str, str], id_column: str) -> str:
    """The column of identifiers. Raises WrongRegister for a column that is not there."""
    unknown = [field for field in columns if field not in FIELDS]
    if unknown:
        raise WrongRegister(f"No field is called {_said(unknown)}. Fields: {', '.join(FIELDS)}.")
    wanted = [*columns.values(), *([id_column] if id_column else [])]
    missing = [name for name in wanted if name not in there]
    if missing:
        raise WrongRegister(f"There is no column {_said(missing)}. Columns: {', '.join(there)}.")
    lower = {name.lower(): name for name in there}
    names = ("surname", *ALSO["surname"], *FULL)
    if not {"surname", "name"} & set(columns) and not set(names) & set(lower):
        raise WrongRegister(
            f"There is no column of surnames or of names ({', '.join(names)}): say which it is with"
            f" --map surname=COLUMN. Columns: {', '.join(there)}."
        )
    found = id_column or next((lower[name] for name in IDS if name in lower), "")
    if not found:
        raise WrongRegister(
            f"There is no column of identifiers ({', '.join(IDS)}): say which it is with --id."
        )
    return found


def _said(names: list[str]) -> str:
    return ", ".join(f"“{name}”" for name in names)
