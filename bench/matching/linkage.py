"""Development data for the matcher, where `BROADHURST_LINKAGE_DATA` says; never in the project."""

import gzip
import hashlib
import os
from pathlib import Path
from typing import NamedTuple

from broadhurst_linkage.normalise.person import fold

FILES = {"arabic": "arabic", "cyrillic": "russian", "hebrew": "hebrew"}


class Spelling(NamedTuple):
    """One name in Latin letters and in another script; how often the two were seen together."""

    latin: str
    other: str
    seen: int


def folder() -> Path:
    """Where the data lies. Stops the program, in words, when nobody said."""
    place = os.environ.get("BROADHURST_LINKAGE_DATA")
    if not place:
        raise SystemExit("Set BROADHURST_LINKAGE_DATA to the folder that holds translit/.")
    return Path(place)


def unseen(latin: str) -> bool:
    """Half of all names, by a hash of their folded Latin form: never looked at in development."""
    return bool(hashlib.sha256(fold(latin).encode()).digest()[0] & 1)


def spellings(script: str, *, held_out: bool) -> list[Spelling]:
    """The pairs of a script ("arabic", "cyrillic", "hebrew"), of one half of the names."""
    path = folder() / "translit" / f"wd_{FILES[script]}_80.tsv.gz"
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        rows = [line.rstrip("\n").split("\t") for line in lines]
    return [
        Spelling(latin, other.replace(" ", ""), int(seen))
        for latin, other, seen in rows
        if unseen(latin) == held_out
    ]
