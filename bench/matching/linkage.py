"""Development data at `BROADHURST_LINKAGE_DATA`, never in the project."""

import gzip
import hashlib
import os
from pathlib import Path
from typing import NamedTuple

from broadhurst_linkage.normalise.person import fold

FILES = {"arabic": "arabic", "cyrillic": "russian", "hebrew": "hebrew"}


class Spelling(NamedTuple):
    """A name in Latin letters and in another script, and the count of both."""

    latin: str
    other: str
    seen: int


def folder() -> Path:
    """Return the data folder. Exits with a message if it is not set."""
    place = os.environ.get("BROADHURST_LINKAGE_DATA")
    if not place:
        raise SystemExit("Set BROADHURST_LINKAGE_DATA to the folder that holds translit/.")
    return Path(place)


def unseen(latin: str) -> bool:
    """Return whether a name is in the held-out half, by a hash of its form."""
    return bool(hashlib.sha256(fold(latin).encode()).digest()[0] & 1)


def spellings(script: str, *, held_out: bool) -> list[Spelling]:
    """Return the pairs of "arabic", "cyrillic" or "hebrew" in one half."""
    path = folder() / "translit" / f"wd_{FILES[script]}_80.tsv.gz"
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        rows = [line.rstrip("\n").split("\t") for line in lines]
    return [
        Spelling(latin, other.replace(" ", ""), int(seen))
        for latin, other, seen in rows
        if unseen(latin) == held_out
    ]
