"""Bank accounts: a British sort code and account number, or an IBAN."""

import re
import unicodedata

from broadhurst_linkage.normalise.invalid import Invalid

VERSION = 1
BETWEEN = re.compile(r"[\s.:/\-\u2010-\u2015\u2212]")
SORT_CODE_AND_NUMBER = re.compile(r"(\d{6})(\d{8})")
IBAN = re.compile(r"[A-Z]{2}\d{2}[A-Z0-9]{11,30}")
BRITISH_IBAN = re.compile(r"GB\d{2}[A-Z]{4}(\d{6})(\d{8})")


def normalise(text: str) -> str:
    """Return a British account as "123456 12345678", or another account as its IBAN.

    A British IBAN holds the sort code and account number, so both ways of writing one account give
    the same form. Raises Invalid.
    """
    bare = BETWEEN.sub("", unicodedata.normalize("NFKC", text).upper())
    if not bare.isascii():
        raise Invalid("Enter an account with the letters A to Z and digits 0 to 9 only.")
    if british := SORT_CODE_AND_NUMBER.fullmatch(bare):
        return " ".join(british.groups())
    if bare.isdigit():
        raise Invalid(
            "Enter a sort code of 6 digits and an account number of 8 digits, 14 in all. "
            f"You entered {len(bare)}."
        )
    if not IBAN.fullmatch(bare):
        raise Invalid(
            "Enter a sort code and account number, like 12-34-56 12345678, or an IBAN, which "
            "begins with two letters and two digits."
        )
    if _remainder(bare) != 1:
        raise Invalid("The check digits of this IBAN are wrong. Compare it with its source.")
    if bare.startswith("GB"):
        if not (british := BRITISH_IBAN.fullmatch(bare)):
            raise Invalid("A British IBAN has four letters and 14 digits after its check digits.")
        return " ".join(british.groups())
    return bare


def _remainder(iban: str) -> int:
    """Return the IBAN, first four characters last, modulo 97 (ISO 13616)."""
    return int("".join(str(int(c, 36)) for c in iban[4:] + iban[:4])) % 97
