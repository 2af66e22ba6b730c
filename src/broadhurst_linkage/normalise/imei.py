"""Handsets, to the 14 digits of an IMEI that name one (3GPP TS 23.003, section 6.2)."""

from broadhurst_linkage.normalise.invalid import Invalid
from broadhurst_linkage.normalise.written import bare, luhn, named

VERSION = 1
NAMING, CHECKED, WITH_SOFTWARE = 14, 15, 16


def normalise(text: str) -> str:
    """The 14 digits, without the check digit or the software version. Raises Invalid.

    15 digits end with a check digit, which must fit; 16 (an IMEISV) end with two digits of the
    software version, which change with every update.
    """
    digits = bare(named(text, ("imeisv", "imei"))[1])
    if not (digits.isascii() and digits.isdigit()):
        raise Invalid("An IMEI is written in digits only: dial *#06# on the handset to see it.")
    if len(digits) not in (NAMING, CHECKED, WITH_SOFTWARE):
        raise Invalid(f"An IMEI has 15 digits, or 14 or 16: here there are {len(digits)}.")
    if len(digits) == CHECKED and not luhn(digits):
        raise Invalid("The last digit of this IMEI does not fit: compare it with its source.")
    if not digits[:NAMING].strip("0"):
        raise Invalid("An IMEI of noughts is a blank, not a handset: leave it out.")
    return digits[:NAMING]
