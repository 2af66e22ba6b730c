"""Companies: the number at Companies House, or, much weaker, the name without its legal form."""

import re

from broadhurst_linkage.normalise.address import take_postcode
from broadhurst_linkage.normalise.invalid import Invalid
from broadhurst_linkage.normalise.person import fold
from broadhurst_linkage.normalise.written import bare, named

VERSION = 1
NAME = "name:"
# Companies House, "Uniform resource identifiers: customer guide": the two letters by which
# registers other than that of England and Wales are known.
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
    """The number in 8 characters, or "name:" and the folded name. Raises Invalid.

    A name may carry a postcode, which stays with it: "name:fernsby haulage|M1 1AA". Two
    companies may have one name, and one company several: an equal name is a likeness only.
    """
    _, rest = named(text, ("crn", "companies house"))
    code = bare(rest)
    if found := NUMBER.fullmatch(code):
        return found[1].zfill(8)
    if MUTUAL.fullmatch(code):
        return code
    if found := LETTERED.fullmatch(code):
        if found[1] not in REGISTERS and len(found[2]) == LETTERED_DIGITS:
            raise Invalid(
                f"No register at Companies House has the letters {found[1]}: most numbers are 8 "
                "digits, or SC, NI or OC and 6 digits."
            )
        if found[1] in REGISTERS:
            return found[1] + found[2].zfill(LETTERED_DIGITS)
    if code.isascii() and code.isdigit():
        raise Invalid(f"A company number has 8 characters: here there are {len(code)}.")
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
