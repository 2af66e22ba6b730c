"""Handsets, to the 14 identifying digits of an IMEI (3GPP TS 23.003, 6.2)."""

from stdnum import luhn

from broadhurst_linkage.normalise.invalid import Invalid
from broadhurst_linkage.normalise.written import bare, named

VERSION = 1
IDENTIFYING, WITH_CHECK_DIGIT, WITH_SOFTWARE = 14, 15, 16


def normalise(text: str) -> str:
    """Return the 14 digits, without check digit or version. Raises Invalid.

    15 digits end with a check digit, which must be right. 16 digits (an IMEISV) end with two digits
    of the software version, which change with every update.
    """
    digits = bare(named(text, ("imeisv", "imei"))[1])
    if not (digits.isascii() and digits.isdigit()):
        raise Invalid("Enter an IMEI in digits only. Dial *#06# on the handset to see it.")
    if len(digits) not in (IDENTIFYING, WITH_CHECK_DIGIT, WITH_SOFTWARE):
        raise Invalid(f"Enter an IMEI of 14, 15 or 16 digits. You entered {len(digits)}.")
    if len(digits) == WITH_CHECK_DIGIT and not luhn.is_valid(digits):
        raise Invalid("The last digit of this IMEI is wrong. Compare it with its source.")
    if not digits[:IDENTIFYING].strip("0"):
        raise Invalid("This IMEI has only zeros, so it does not identify a handset. Leave it out.")
    return digits[:IDENTIFYING]
