"""Postcodes, and the rows of Ordnance Survey's Code-Point Open that say where each is."""

import csv
import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

FULL = re.compile(r"[A-Z]{1,2}\d[A-Z\d]?\d[A-Z]{2}")
OUTWARD = re.compile(r"[A-Z]{1,2}\d[A-Z\d]?")
# Code-Point Open gives this quality to a postcode without a place, at 0, 0.
NOWHERE = "90"
COLUMNS = 4


class Placed(NamedTuple):
    """A postcode without spaces, and its metres east and north on the National Grid."""

    code: str
    east: int
    north: int


def bare(text: str) -> str:
    """A postcode as it is kept: capitals, without spaces."""
    return re.sub(r"\s", "", text).upper()


def spaced(code: str) -> str:
    """A postcode as it is written: "BL1 1AA"."""
    return f"{code[:-3]} {code[-3:]}"


def is_full(text: str) -> bool:
    """Whether a text is written like a full postcode."""
    return FULL.fullmatch(bare(text)) is not None


def is_outward(text: str) -> bool:
    """Whether a text is the first half of a postcode alone, like BL1."""
    return OUTWARD.fullmatch(bare(text)) is not None


def rows_of(lines: Iterable[str]) -> Iterator[Placed]:
    """The postcodes of a file of Code-Point Open: quoted postcode, quality, eastings, northings, ….

    Raises ValueError, with the number of the line, for a row of another shape.
    """
    for number, row in enumerate(csv.reader(lines), start=1):
        if not row:
            continue
        if len(row) < COLUMNS or not is_full(row[0]):
            raise ValueError(f"Line {number} is not a row of Code-Point Open: {','.join(row)[:60]}")
        if row[1].strip() != NOWHERE:
            yield Placed(bare(row[0]), int(row[2]), int(row[3]))
