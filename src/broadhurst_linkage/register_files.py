"""Read a register from a Parquet or CSV file with named columns."""

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
    ALIASES,
    FULL_NAMES,
    column_of,
    day_votes,
    rows_of_table,
)
from broadhurst_linkage.records import FIELDS

BATCH_SIZE = 1 << 18  # records
IDS = ("unique_id", "id", "record_id", "reference", "ref")


class WrongRegister(Exception):
    """The file is not a register that can be linked. The message says why."""


class Register(NamedTuple):
    """The identifiers of a register's records, and their rows."""

    ids: pa.Array
    rows: NDArray[np.uint64]


def read(path: Path, columns: Mapping[str, str], id_column: str = "") -> Register:
    """Read a register. `columns` maps fields to columns. Raises WrongRegister."""
    ids, rows, days = [], [], Counter[str]()
    try:
        column_names = names(path)
        column = _identifier_column(column_names, columns, id_column)
        if born := column_of("born", column_names, columns):
            for table in tables(path, born):
                days.update(day_votes(table, columns))
        for table in tables(path):
            ids.append(table[column].combine_chunks())
            rows.append(rows_of_table(table, columns, days))
    except (pa.ArrowException, OSError) as wrong:
        raise WrongRegister(f"{path.name} cannot be read: {wrong}") from wrong
    if not sum(map(len, rows)):
        raise WrongRegister(f"{path.name} has no records.")
    all_ids = pa.chunked_array(ids)
    if all_ids.null_count or pc.count_distinct(all_ids).as_py() < len(all_ids):
        raise WrongRegister(f"Each record needs its own identifier in “{column}”.")
    return Register(all_ids.combine_chunks(), np.concatenate(rows))


def names(path: Path) -> list[str]:
    """Return the names of a file's columns."""
    if path.suffix.lower() == ".csv":
        with pa.csv.open_csv(path) as file:
            return list(file.schema.names)
    return list(pq.read_schema(path).names)


def tables(path: Path, *only: str) -> Iterator[pa.Table]:
    """Yield the records in batches, with only the columns named in `only`, if any."""
    if path.suffix.lower() == ".csv":
        text = pa.csv.ConvertOptions(default_column_type=pa.string(), include_columns=only)
        yield pa.csv.read_csv(path, convert_options=text)
        return
    with pq.ParquetFile(path) as file:
        for batch in file.iter_batches(BATCH_SIZE, columns=only or None):
            yield pa.Table.from_batches([batch])


def _identifier_column(column_names: list[str], columns: Mapping[str, str], id_column: str) -> str:
    """Return the column of identifiers. Raises WrongRegister if a column is missing."""
    unknown = [field for field in columns if field not in FIELDS]
    if unknown:
        raise WrongRegister(f"There is no field {_quoted(unknown)}. Fields: {', '.join(FIELDS)}.")
    wanted = [*columns.values(), *([id_column] if id_column else [])]
    missing = [name for name in wanted if name not in column_names]
    if missing:
        raise WrongRegister(
            f"There is no column {_quoted(missing)}. Columns: {', '.join(column_names)}."
        )
    lower = {name.lower(): name for name in column_names}
    names = ("surname", *ALIASES["surname"], *FULL_NAMES)
    if not {"surname", "name"} & set(columns) and not set(names) & set(lower):
        raise WrongRegister(
            f"There is no column of surnames or full names ({', '.join(names)}). Name it with"
            f" --map surname=COLUMN. Columns: {', '.join(column_names)}."
        )
    identifiers = id_column or next((lower[name] for name in IDS if name in lower), "")
    if not identifiers:
        raise WrongRegister(
            f"There is no column of identifiers ({', '.join(IDS)}). Name it with --id."
        )
    return identifiers


def _quoted(names: list[str]) -> str:
    return ", ".join(f"“{name}”" for name in names)
