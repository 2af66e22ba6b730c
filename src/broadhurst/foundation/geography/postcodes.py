"""Postcodes, and their positions from Ordnance Survey's Code-Point Open."""

import csv
import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

FULL = re.compile(r"[A-Z]{1,2}\d[A-Z\d]?\d[A-Z]{2}")
OUTWARD = re.compile(r"[A-Z]{1,2}\d[A-Z\d]?")
# Code-Point Open gives this quality to a postcode without a known position (0, 0).
NOWHERE = "90"
COLUMNS = 4


class Placed(NamedTuple):
    """A postcode without spaces, and its metres east and north on the National Grid."""

    code: str
    east: int
    north: int


def bare(text: str) -> str:
    """Return a postcode as stored: in capitals, without spaces."""
    return re.sub(r"\s", "", text).upper()


def spaced(code: str) -> str:
    """Return a stored postcode as it is written: "BL1 1AA"."""
    return f"{code[:-3]} {code[-3:]}"


def is_full(text: str) -> bool:
    """Return whether a text has the format of a full postcode."""
    return FULL.fullmatch(bare(text)) is not None


def is_outward(text: str) -> bool:
    """Return whether a text is only the first half of a postcode, like BL1."""
    return OUTWARD.fullmatch(bare(text)) is not None


def rows_of(lines: Iterable[str]) -> Iterator[Placed]:
    """Yield the postcodes in a Code-Point Open file: postcode, quality, eastings, northings, ….

    Raises ValueError with the line number for a row in another format.
    """
    for number, row in enumerate(csv.reader(lines), start=1):
        if not row:
            continue
        if len(row) < COLUMNS or not is_full(row[0]):
            raise ValueError(f"Line {number} is not a row of Code-Point Open: {','.join(row)[:60]}")
        if row[1].strip() != NOWHERE:
            yield Placed(bare(row[0]), int(row[2]), int(row[3]))
