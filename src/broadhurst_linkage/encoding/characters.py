"""Read postcodes, registration marks and phone numbers of a whole column, byte by byte."""

import numpy as np
import pyarrow as pa
from numba import njit
from numpy.typing import NDArray

Words = NDArray[np.uint64]
HIGH = np.uint64(32)
UNREAD = np.uint64((1 << 64) - 1)  # a phone number that needs the full normaliser


def buffers(texts: pa.Array) -> tuple[NDArray[np.int32], NDArray[np.uint8]]:
    """Return the offset of each text and the bytes of all texts."""
    _, offsets, data = texts.buffers()
    ends = np.frombuffer(offsets, np.int32)[texts.offset : texts.offset + len(texts) + 1]
    return ends, np.frombuffer(data or b"\0", np.uint8)


@njit(cache=True, nogil=True)
def read_characters(ends: NDArray[np.int32], data: NDArray[np.uint8], words: Words) -> None:
    """Pack the first eight letters and digits of each text, the last one lowest."""
    for i in range(words.size):
        word = np.uint64(0)
        count = 0
        for at in range(ends[i], ends[i + 1]):
            c = data[at]
            if 97 <= c <= 122:
                c -= 32
            if 48 <= c <= 57 or 65 <= c <= 90:
                word = word << np.uint64(8) | np.uint64(c)
                count += 1
                if count == 8:
                    break
        words[i] = word


@njit(cache=True, nogil=True)
def fill_outward(words: Words) -> None:
    """Shift an outward code alone to its position in a full postcode."""
    for i in range(words.size):
        if words[i] >> HIGH == 0:
            words[i] <<= np.uint64(24)


@njit(cache=True, nogil=True)
def read_phones(ends: NDArray[np.int32], data: NDArray[np.uint8], words: Words) -> None:
    """Read phone numbers of digits, spaces and hyphens; set others to UNREAD."""
    for i in range(words.size):
        start = ends[i]
        if start == ends[i + 1]:
            continue
        plus = data[start] == 43
        word = np.uint64(0)
        count = 0
        for at in range(start + plus, ends[i + 1]):
            c = data[at]
            if 48 <= c <= 57 and count < 16:
                word = word << np.uint64(4) | np.uint64(c - 48)
                count += 1
            elif c not in (32, 45):
                count = 99
                break
        words[i] = _international(word, count, plus)


@njit(cache=True)
def _international(word: np.uint64, count: int, plus: bool) -> np.uint64:
    """Add 44 to a British number, keep one after a plus, else return UNREAD."""
    lead = word >> np.uint64(4 * (count - 1)) if 0 < count <= 16 else np.uint64(0)
    if plus:
        return word if 8 <= count <= 15 and lead != 0 else UNREAD
    if count in (10, 11) and lead == 0:
        second = word >> np.uint64(4 * (count - 2))
        if second != 0:
            return word | np.uint64(0x44) << np.uint64(4 * (count - 1))
    return UNREAD
