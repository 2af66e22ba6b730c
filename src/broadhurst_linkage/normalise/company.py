"""Companies: the Companies House number or, much weaker, the bare name."""

import re

from broadhurst_linkage.normalise.address import take_postcode
from broadhurst_linkage.normalise.invalid import Invalid
from broadhurst_linkage.normalise.person import fold
from broadhurst_linkage.normalise.written import bare, named

VERSION = 1
NAME = "name:"
# The prefixes of registers other than that of England and Wales. Source: Companies House,
# "Uniform resource identifiers: customer guide".
REGISTERS = (
    "AC", "BR", "CE", "CN", "CS", "CU", "EN", "ES", "FC", "FE", "GE", "GN", "GS", "IC", "IP", "LP",
    "NA", "NC", "NF", "NI", "NL", "NO", "NP", "NR", "NV", "NZ", "OC", "OE", "PC", "R0", "RC", "RS",
    "SA", "SC", "SE", "SF", "SG", "SI", "SL", "SO", "SP", "SR", "SZ", "ZC",
)  # fmt: skip
NUMBER = re.compile(r"(\d{1,8})")
LETTERED = re.compile(r"([A-Z]{2}|R0)(\d{4,6})")
LETTERED_DIGITS = 6
MUTUAL = re.compile(r"(?:IP|SP|NP)\d{5}R|(?:SP|NP)\d{4}RS")
LEGAL_FORMS = (
    "community interest company", "public limited company", "limited liability partnership",
    "limited partnership", "cwmni cyfyngedig cyhoeddus", "private limited", "pvt limited",
    "pvt ltd", "pty ltd", "sp zoo", "limited", "ltd", "plc", "llp", "lp", "cic", "cio",
    "cyfyngedig", "cyf", "ccc", "inc", "incorporated", "corp", "corporation", "llc", "gmbh", "ag",
    "kg", "sa", "sarl", "sas", "sasu", "eurl", "srl", "spa", "sl", "bv", "nv", "ab", "as", "aps",
    "oy", "ou", "sia", "uab", "kft", "sro", "doo", "dooel", "eood", "ood", "shpk", "fze", "fzco",
    "dmcc", "and company", "and co", "co",
)  # fmt: skip
ENDS = re.compile(rf"(?<=\S)\s+(?:{'|'.join(LEGAL_FORMS)})$")
SPELT_OUT = re.compile(r"\b\w(?: \w\b)+")


def normalise(text: str) -> str:
    """Return a number of 8 characters, or "name:" and the name. Raises Invalid.

    A postcode with a name is kept: "name:fernsby haulage|M1 1AA". Two companies can have one name,
    and one company can have several, so an equal name is only a probable match.
    """
    _, rest = named(text, ("crn", "companies house"))
    code = bare(rest)
    if digits := NUMBER.fullmatch(code):
        return digits[1].zfill(8)
    if MUTUAL.fullmatch(code):
        return code
    if lettered := LETTERED.fullmatch(code):
        if lettered[1] not in REGISTERS and len(lettered[2]) == LETTERED_DIGITS:
            raise Invalid(
                f"No Companies House register has the letters {lettered[1]}. Most numbers are 8 "
                "digits, or SC, NI or OC and 6 digits."
            )
        if lettered[1] in REGISTERS:
            return lettered[1] + lettered[2].zfill(LETTERED_DIGITS)
    if code.isascii() and code.isdigit():
        raise Invalid(f"Enter a company number of 8 characters. You entered {len(code)}.")
    return NAME + _name(rest.strip().removeprefix(NAME))


def _name(text: str) -> str:
    words = fold(text.replace("&", " and "))
    rest, postcode = take_postcode(SPELT_OUT.sub(lambda run: run[0].replace(" ", ""), words))
    name = " ".join(rest.split())
    while (shorter := ENDS.sub("", name.removeprefix("the "))) != name:
        name = shorter
    if not any(c.isalpha() for c in name) or name in LEGAL_FORMS:
        raise Invalid("Enter a company number of 8 characters, or the company's name.")
    return f"{name}|{postcode}" if postcode else name
