"""Vehicle registration marks, to capital letters and digits without spaces ("AB12CDE")."""

import re
import unicodedata

from broadhurst.capabilities.deconfliction.engine.normalise.invalid import Invalid

VERSION = 1
SHORTEST, LONGEST = 2, 10
BETWEEN = re.compile(r"[\s.\-\u2010-\u2015\u2212\u00b7]")


def normalise(text: str) -> str:
    """The mark in capitals, without spaces, stops, hyphens or accents. Raises Invalid.

    Any country's mark fits, so the shape of a British one is not asked for. Letters that look
    like digits are left as they are: folding O into 0 would make an exact match of two vehicles.
    """
    plain = unicodedata.normalize("NFKD", text).upper()
    bare = "".join(c for c in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(c))
    mark = BETWEEN.sub("", bare)
    if not mark:
        raise Invalid("There is no registration mark here.")
    strange = sorted({c for c in mark if not (c.isascii() and c.isalnum())})
    if strange:
        raise Invalid(
            f"A registration mark has the letters A to Z and digits only: take out “{strange[0]}”."
        )
    if not SHORTEST <= len(mark) <= LONGEST:
        raise Invalid(f"A registration mark has {SHORTEST} to {LONGEST} letters and digits.")
    return mark
