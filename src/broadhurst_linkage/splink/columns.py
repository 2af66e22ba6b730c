"""Convert rows to the columns that Splink compares in SQL."""

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from broadhurst_linkage.encoding import rows
from broadhurst_linkage.encoding.packed_text import LETTER_BITS, LETTERS, fold_marks
from broadhurst_linkage.encoding.rarity import STEPS
from broadhurst_linkage.encoding.streets import SIDE_SHIFT, TYPE_SHIFT

NAME_MASK = np.uint64((1 << TYPE_SHIFT) - 1)
LOW = np.uint64(0xFFFFFFFF)
HIGH = np.uint64(32)
LETTER_PLACES = np.arange(LETTERS, dtype=np.uint64) * np.uint64(LETTER_BITS)
BYTE_PLACES = np.arange(56, -8, -8, dtype=np.uint64)
DIGIT_PLACES = np.arange(60, -4, -4, dtype=np.uint64)
Words = NDArray[np.uint64]


def splink_columns(register: Words, ids: pa.Array) -> pa.Table:
    """Return a table with a `unique_id` and the columns of `comparisons.py`."""
    born = register[:, rows.BORN] & LOW
    postcode = register[:, rows.POSTCODE]
    return pa.table(
        {
            "unique_id": ids,
            **_names(register),
            "sex": numbers(register[:, rows.BORN] >> HIGH),
            **_dates(born),
            "postcode": texts(np.where(postcode & np.uint64(255), postcode, 0)),
            "sector": texts(np.where(postcode >> 16 & np.uint64(255), postcode >> 16, 0)),
            "outward": texts(postcode >> np.uint64(24)),
            "house": numbers(register[:, rows.DOOR] & LOW),
            "street": numbers(register[:, rows.DOOR] >> HIGH),
            "street_called": letters(register[:, rows.STREET] & NAME_MASK),
            "street_sort": numbers(
                register[:, rows.STREET] >> np.uint64(TYPE_SHIFT) & np.uint64(31)
            ),
            "street_side": pa.array(
                (register[:, rows.STREET] >> np.uint64(SIDE_SHIFT) & np.uint64(7)).astype(np.int64)
            ),
            "town": numbers(register[:, rows.TOWN] & rows.TOWN_BITS),
            "phone": digits(register[:, rows.PHONE]),
            "vehicle": texts(register[:, rows.VEHICLE]),
            "vehicle_folded": texts(fold_marks(register[:, rows.VEHICLE])),
        }
    )


def frequencies(register: Words, column: str) -> pa.Table:
    """Return Splink's table of term frequencies for a column."""
    word = rows.FREQUENT[column]
    skeletons = column.endswith("_skeleton")
    values = register[:, word] >> HIGH if skeletons else register[:, word]
    values, at = np.unique(values, return_index=True)
    known = values != 0
    share = shares(register[at[known]], column)
    as_text = numbers if skeletons else letters
    return pa.table({column: as_text(values[known]), f"tf_{column}": share})


def shares(register: Words, column: str) -> NDArray[np.float64]:
    """Return for each row the share of the population with its name or skeleton."""
    steps = register[:, rows.TOWN] >> np.uint64(rows.RARITIES[column]) & np.uint64(255)
    return np.exp2(-steps.astype(np.float64) / STEPS)


def _names(register: Words) -> dict[str, pa.Array]:
    columns: dict[str, pa.Array] = {}
    for name, word, ids in (
        ("first", rows.FIRST, rows.FIRST_IDS),
        ("middle", rows.MIDDLE, rows.MIDDLE_IDS),
        ("surname", rows.SURNAME, rows.SURNAME_IDS),
        ("other", rows.OTHER, rows.OTHER_IDS),
    ):
        columns[name] = letters(register[:, word])
        columns[f"{name}_canon"] = numbers(register[:, ids] & LOW)
        columns[f"{name}_skeleton"] = numbers(register[:, ids] >> HIGH)
    return columns


def _dates(born: Words) -> dict[str, pa.Array]:
    def part(place: int, count: int) -> NDArray[np.int64]:
        number = np.zeros(len(born), np.int64)
        for digit in range(count - 1, -1, -1):
            shift = np.uint64(place + 4 * digit)
            number = 10 * number + (born >> shift & np.uint64(15)).astype(np.int64)
        return number

    year, month, day = part(16, 4), part(8, 2), part(0, 2)
    is_full = (month > 0) & (day > 0)
    text = np.char.zfill((year * 10000 + month * 100 + day).astype("U8"), 8)
    return {
        "born": pa.array(text.tolist(), pa.string(), mask=~is_full),
        "year": pa.array(year, mask=year == 0),
        "month": pa.array(month, mask=month == 0),
        "day": pa.array(day, mask=day == 0),
        "month_day": pa.array(month * 100 + day, mask=~is_full),
    }


def numbers(words: Words) -> pa.Array:
    """Return the numbers, with zeros as nulls."""
    return pa.array(words.astype(np.int64), mask=words == 0)


def letters(words: Words) -> pa.Array:
    """Unpack names to texts."""
    letter = (words[:, None] >> LETTER_PLACES & np.uint64(31)).astype(np.uint8)
    return _text(np.where(letter > 0, letter + 96, 0).astype(np.uint8), words)


def texts(words: Words) -> pa.Array:
    """Unpack words of eight characters to texts."""
    return _text((words[:, None] >> BYTE_PLACES & np.uint64(255)).astype(np.uint8), words)


def digits(words: Words) -> pa.Array:
    """Unpack words of four-bit digits to texts. No number begins with a zero."""
    digit = (words[:, None] >> DIGIT_PLACES & np.uint64(15)).astype(np.uint8)
    has_begun = np.maximum.accumulate(digit > 0, axis=1)
    return _text(np.where(has_begun, digit + 48, 0).astype(np.uint8), words)


def _text(characters: NDArray[np.uint8], words: Words) -> pa.Array:
    """Join rows of characters to texts without zeros; null where the word is zero."""
    used = characters > 0
    ends = np.concatenate(([0], np.cumsum(used.sum(axis=1)))).astype(np.int32)
    valid = pa.array(words != 0).buffers()[1]
    return pa.Array.from_buffers(
        pa.string(), len(words), [valid, pa.py_buffer(ends), pa.py_buffer(characters[used])]
    )
