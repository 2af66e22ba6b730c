"""Where the bench finds its data: places come from the environment, never from the code."""

import os
from pathlib import Path

DATA = "BROADHURST_LINKAGE_DATA"
OLD_SPLINK = "BROADHURST_SPLINK4"


class NotHereError(RuntimeError):
    """What is needed for a measure is not on this machine; the message says what."""


def data() -> Path:
    """The folder of the linkage data."""
    if not (place := os.environ.get(DATA)):
        raise NotHereError(f"{DATA} does not say where the linkage data is")
    return Path(place)


def old_splink() -> Path:
    """A Python that has Splink 4."""
    if not (place := os.environ.get(OLD_SPLINK)):
        raise NotHereError(f"{OLD_SPLINK} does not name a Python with Splink 4")
    return Path(place)
