"""Sizes that say little: a set that is shown to another body is padded to a power of two."""


def bucket(count: int, least: int) -> int:
    """The smallest power of two that holds `count` and is not below `least`, itself one."""
    return max(least, 1 << max(count - 1, 0).bit_length())
