"""Pad sizes to a power of two, so that they reveal little."""


def bucket(count: int, least: int) -> int:
    """Return the smallest power of two of at least `count` and `least`.

    `least` must be a power of two.
    """
    return max(least, 1 << max(count - 1, 0).bit_length())
