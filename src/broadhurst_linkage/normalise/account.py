"""Bank accounts: a British sort code and account number, or an IBAN."""

import re
import unicodedata
from functools import cache

from stdnum import numdb
from stdnum.iso7064 import mod_97_10

from broadhurst_linkage.normalise.invalid import Invalid

VERSION = 1
BETWEEN = re.compile(r"[\s.:/\-\u2010-\u2015\u2212]")
SORT_CODE_AND_NUMBER = re.compile(r"(\d{6})(\d{8})")
STRUCTURE, KINDS = re.compile(r"(\d+)!([nac])"), {"n": "[0-9]", "a": "[A-Z]", "c": "[A-Z0-9]"}
IBAN = re.compile(r"[A-Z]{2}\d{2}[A-Z0-9]{11,30}")
WRONG_DIGITS = "The check digits of this IBAN are wrong. Compare it with its source."
WRONG_FORM = (
    "This is not the length or form of an IBAN that begins with {}. Compare it with its source."
)


def normalise(text: str) -> str:
    """Return a British account as "123456 12345678", or another account as its IBAN.

    A British IBAN holds the sort code and account number, so both ways of writing one account give
    the same form. Raises Invalid.

    Some countries use the form of an IBAN without an entry in its registry (ISO 13616). Theirs are
    checked by the check digits alone.
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
    if not mod_97_10.is_valid(bare[4:] + bare[:4]):
        raise Invalid(WRONG_DIGITS)
    if not _form_in(bare[:2]).fullmatch(bare, 4):
        raise Invalid(WRONG_FORM.format(bare[:2]))
    return f"{bare[8:14]} {bare[14:]}" if bare.startswith("GB") else bare


@cache
def _form_in(country: str) -> re.Pattern[str]:
    """Return the form of an account number in a country, as in "4!a6!n8!n"."""
    [(_, about), *_] = numdb.get("iban").info(country)
    form = STRUCTURE.sub(lambda part: f"{KINDS[part[2]]}{{{part[1]}}}", about.get("bban", ""))
    return re.compile(form or ".*")
