"""Locations of the benchmark data, from the environment and never from the code."""

import os
from pathlib import Path

DATA = "BROADHURST_LINKAGE_DATA"
OLD_SPLINK = "BROADHURST_SPLINK4"


class NotHereError(RuntimeError):
    """Something that a benchmark needs is not installed. The message says what."""


def data() -> Path:
    """Return the folder of the linkage data."""
    if not (place := os.environ.get(DATA)):
        raise NotHereError(f"{DATA} does not say where the linkage data is")
    return Path(place)


def old_splink() -> Path:
    """Return the path of a Python with Splink 4."""
    if not (place := os.environ.get(OLD_SPLINK)):
        raise NotHereError(f"{OLD_SPLINK} does not name a Python with Splink 4")
    return Path(place)
