"""Short texts packed into 64-bit words, and compiled comparisons of them.

A name is 12 letters of five bits, the first letter in the lowest bits. Digits have four bits each.
A postcode or a registration mark is eight ASCII characters, the last one in the lowest bits. Zero
means "not known".
"""

import numpy as np
from numba import njit
from numpy.typing import NDArray

LETTERS = 12
LETTER_BITS = 5
LETTER_MASK = 31


def pack_letters(text: str) -> int:
    """Pack the first 12 letters a to z of a folded text."""
    word = 0
    for place, letter in enumerate(text[:LETTERS]):
        word |= (ord(letter) - 96 & LETTER_MASK) << (LETTER_BITS * place)
    return word


def unpack_letters(word: int) -> str:
    """Return the text that `pack_letters` packed."""
    letters = []
    while word:
        letters.append(chr(96 + (word & LETTER_MASK)))
        word >>= LETTER_BITS
    return "".join(letters)


def letter_set(text: str) -> int:
    """Return a number with one bit set for each of the letters a to z in the text."""
    letters = 0
    for letter in text:
        letters |= 1 << (ord(letter) - 97)
    return letters


@njit(cache=True, inline="always")
def popcount(word: np.uint64) -> int:
    """Return the number of set bits."""
    word = word - ((word >> np.uint64(1)) & np.uint64(0x5555555555555555))
    word = (word & np.uint64(0x3333333333333333)) + (
        (word >> np.uint64(2)) & np.uint64(0x3333333333333333)
    )
    word = (word + (word >> np.uint64(4))) & np.uint64(0x0F0F0F0F0F0F0F0F)
    return int((word * np.uint64(0x0101010101010101)) >> np.uint64(56))


@njit(cache=True, inline="always")
def longer(a: np.uint64, b: np.uint64, letters: int) -> bool:
    """Return whether both names have more than `letters` letters."""
    shift = np.uint64(LETTER_BITS * letters)
    return bool(a >> shift != 0 and b >> shift != 0)


@njit(cache=True, inline="always")
def _same_start(a: np.uint64, b: np.uint64) -> np.uint64:
    """Return how many bits two different words share at the start, in letters."""
    differ = a ^ b
    lowest = differ & (~differ + np.uint64(1))
    bits = popcount(lowest - np.uint64(1))
    return np.uint64(bits - bits % LETTER_BITS)


@njit(cache=True)
def within_one(a: np.uint64, b: np.uint64) -> bool:
    """Return whether one inserted, missing or changed letter is the only difference."""
    if a == b:
        return True
    shift = _same_start(a, b)
    a >>= shift
    b >>= shift
    rest_a = a >> np.uint64(LETTER_BITS)
    rest_b = b >> np.uint64(LETTER_BITS)
    return bool(rest_a == rest_b or rest_a == b or a == rest_b)  # noqa: SIM109 - compiled


@njit(cache=True)
def within_two(a: np.uint64, b: np.uint64) -> bool:
    """Return whether the Levenshtein distance is at most two."""
    if a == b:
        return True
    shift = _same_start(a, b)
    a >>= shift
    b >>= shift
    rest_a = a >> np.uint64(LETTER_BITS)
    rest_b = b >> np.uint64(LETTER_BITS)
    return within_one(rest_a, rest_b) or within_one(rest_a, b) or within_one(a, rest_b)


@njit(cache=True, inline="always")
def digits_differing(a: np.uint64, b: np.uint64) -> int:
    """Return in how many places two words of four-bit digits differ."""
    x = a ^ b
    x |= (x >> np.uint64(2)) & np.uint64(0x3333333333333333)
    x |= (x >> np.uint64(1)) & np.uint64(0x1111111111111111)
    return popcount(x & np.uint64(0x1111111111111111))


@njit(cache=True, inline="always")
def characters_differing(a: np.uint64, b: np.uint64) -> int:
    """Return in how many places two words of eight characters differ."""
    x = a ^ b
    x |= (x >> np.uint64(4)) & np.uint64(0x0F0F0F0F0F0F0F0F)
    x |= (x >> np.uint64(2)) & np.uint64(0x0303030303030303)
    x |= (x >> np.uint64(1)) & np.uint64(0x0101010101010101)
    return popcount(x & np.uint64(0x0101010101010101))


@njit(cache=True, inline="always")
def fold_mark(word: np.uint64) -> np.uint64:
    """Replace the letters O, I, S, B and Z of a registration mark by 0, 1, 5, 8 and 2."""
    folded = np.uint64(0)
    for place in range(0, 64, 8):
        c = (word >> np.uint64(place)) & np.uint64(255)
        if c == 79:
            c = np.uint64(48)
        elif c == 73:
            c = np.uint64(49)
        elif c == 83:
            c = np.uint64(53)
        elif c == 66:
            c = np.uint64(56)
        elif c == 90:
            c = np.uint64(50)
        folded |= c << np.uint64(place)
    return folded


@njit(cache=True)
def fold_marks(words: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Apply `fold_mark` to each word."""
    folded = np.empty_like(words)
    for i in range(words.size):
        folded[i] = fold_mark(words[i])
    return folded
