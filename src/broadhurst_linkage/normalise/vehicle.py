"""Vehicles: registration marks and identification numbers (VIN)."""

import re
import unicodedata

from broadhurst_linkage.normalise.invalid import Invalid

VERSION = 1
SHORTEST, LONGEST = 2, 10
VIN_LENGTH, VIN_CHECK = 17, 8
NORTH_AMERICAN = "12345"
# ISO 3779 leaves I, O and Q out; the values and weights are those of 49 CFR 565.15.
VIN_VALUES = dict(zip("ABCDEFGHJKLMNPRSTUVWXYZ", "12345678123457923456789", strict=True))
VIN_WEIGHTS = (8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2)
BETWEEN = re.compile(r"[\s.\-\u2010-\u2015\u2212\u00b7]")


def normalise(text: str) -> str:
    """Return the mark or VIN in capitals, without spaces, stops, hyphens or accents.

    Marks of every country are accepted, so the British format is not required. Letters that look
    like digits are kept, because folding O into 0 would match two vehicles exactly. Raises Invalid.
    """
    plain = unicodedata.normalize("NFKD", text).upper()
    bare = "".join(c for c in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(c))
    mark = BETWEEN.sub("", bare)
    if not mark:
        raise Invalid("There is no registration mark here.")
    strange = sorted({c for c in mark if not (c.isascii() and c.isalnum())})
    if strange:
        raise Invalid(
            f"Enter a registration mark with letters A to Z and digits only. Remove “{strange[0]}”."
        )
    if len(mark) == VIN_LENGTH:
        return _vin(mark)
    if not SHORTEST <= len(mark) <= LONGEST:
        raise Invalid(
            f"Enter a registration mark of {SHORTEST} to {LONGEST} letters and digits, or a VIN of "
            f"{VIN_LENGTH}."
        )
    return mark


def _vin(vin: str) -> str:
    """Check a VIN. The ninth character is a check digit only in North America."""
    if strange := sorted(set(vin) & set("IOQ")):
        raise Invalid(
            f"A VIN never has the letter {strange[0]}. Use the digits 1 and 0 instead of I and O."
        )
    total = sum(int(VIN_VALUES.get(c, c)) * w for c, w in zip(vin, VIN_WEIGHTS, strict=True))
    if vin[0] in NORTH_AMERICAN and "0123456789X"[total % 11] != vin[VIN_CHECK]:
        raise Invalid("The check digit of this VIN is wrong. Compare it with its source.")
    return vin
