"""British addresses: the UPRN, or the postcode with house and flat number."""

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from broadhurst_linkage.normalise.invalid import Invalid
from broadhurst_linkage.normalise.person import fold
from broadhurst_linkage.normalise.written import bare, named

VERSION = 1
# The format of Royal Mail postcodes (BS 7666; Cabinet Office, e-GIF data standards).
POSTCODE = re.compile(
    r"\b(GIR|[A-PR-UWYZ](?:\d{1,2}|[A-HK-Y]\d[\dABEHMNPRV-Y]?|\d[A-HJKPS-UW]))"
    r"\s*(\d[ABD-HJLNP-UW-Z]{2})\b",
    re.I,
)
ALMOST = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]?\s*[\dO][A-Z]{2}\b", re.I)
UPRN = re.compile(r"\d{1,12}")
FLAT = re.compile(
    r"\b(?:flat|apartment|apt|unit|room|suite|studio)(?:\b|(?=\d))\s*(?:no\s*)?"
    r"(\d*[a-z]?(?:/\d+)?)\b"
)
HOUSE = re.compile(r"\b\d+(?:\s?[a-z])?\b(?:\s?[/-]\s?\d+[a-z]?\b)?")
STREETS = {
    "street": "street", "st": "street", "road": "road", "rd": "road", "lane": "lane", "ln": "lane",
    "avenue": "avenue", "ave": "avenue", "drive": "drive", "dr": "drive", "close": "close",
    "cl": "close", "crescent": "crescent", "cres": "crescent", "way": "way", "place": "place",
    "pl": "place", "terrace": "terrace", "ter": "terrace", "grove": "grove", "gardens": "gardens",
    "gdns": "gardens", "square": "square", "sq": "square", "row": "row", "hill": "hill",
}  # fmt: skip
FLOORS = {"first": "1st", "second": "2nd", "third": "3rd", "fourth": "4th"}
FLOOR = re.compile(
    rf"\b(basement|ground|top|lower|upper|{'|'.join(f'{a}|{b}' for a, b in FLOORS.items())})"
    r"(?: floor)?(?: left| right)? flat\b"
)


class Address(NamedTuple):
    """The parts of an address: "M1 1AA", "14a", "flat 2", "high street".

    `flat` may also be "1st floor flat". Without a number, `house` is the house's name.
    """

    postcode: str
    house: str
    flat: str
    street: str

    @property
    def form(self) -> str:
        """The postcode, house and flat, but no street, as its spelling varies."""
        return " ".join(part for part in (self.postcode, self.house, self.flat) if part)


def normalise(text: str) -> str:
    """Return "uprn:100012345678", or "M1 1AA 14a flat 2". Raises Invalid."""
    name, rest = named(text, ("uprn",))
    digits = bare(rest)
    if name or (digits.isascii() and digits.isdigit()):
        if not UPRN.fullmatch(digits) or not digits.strip("0"):
            raise Invalid("A UPRN has at most 12 digits.")
        return f"uprn:{digits.lstrip('0')}"
    return parse(text).form


@lru_cache(maxsize=1 << 14)
def parse(text: str) -> Address:
    """Return the parts of an address written on one line or several. Raises Invalid."""
    rest, postcode = take_postcode(text)
    if not postcode:
        if almost := ALMOST.search(text):
            raise Invalid(f"“{almost[0]}” is not a British postcode. Compare it with its source.")
        raise Invalid("Add the postcode, or enter the UPRN. A street alone is many addresses.")
    parts = [part for part in map(_plain, re.split(r"[,;\n]", rest)) if part]
    flat, parts = _take_flat(parts)
    house = next((match for part in parts if (match := HOUSE.search(part))), None)
    number = re.sub(r"\s", "", house[0]) if house else ""
    if number:
        parts = [rest for part in parts if (rest := fold(HOUSE.sub(" ", part, count=1)))]
    named_house = "" if number or not parts else fold(parts.pop(0))
    if not (number or named_house or flat) or (not flat and _is_street(named_house)):
        raise Invalid("Add the number or name of the house or flat to the postcode.")
    return Address(postcode, number or named_house, flat, _street(parts[0]) if parts else "")


def _take_flat(parts: list[str]) -> tuple[str, list[str]]:
    """Return "flat 2", "1st floor flat" or "", and the parts without it."""
    flat = ""
    for part in parts:
        if floor := FLOOR.search(part):
            flat = f"{FLOORS.get(floor[1], floor[1])} floor flat"
        elif (match := FLAT.search(part)) and match[1]:
            flat = f"flat {match[1]}"
    without_flat = (FLAT.sub(" ", FLOOR.sub(" ", part)).strip() for part in parts)
    return flat, [part for part in without_flat if part]


def _street(part: str) -> str:
    """Return a street with its type in full, and drop a town after it."""
    words = fold(part).split()
    for index, word in enumerate(words[1:], 1):
        if word in STREETS:
            return " ".join([*words[:index], STREETS[word]])
    return " ".join(words)


def take_postcode(text: str) -> tuple[str, str]:
    """Return the text without its last postcode, and that postcode as "M1 1AA" or ""."""
    plain = unicodedata.normalize("NFKC", text)
    postcodes = list(POSTCODE.finditer(plain))
    if not postcodes:
        return plain, ""
    last = postcodes[-1]
    return f"{plain[: last.start()]} {plain[last.end() :]}", f"{last[1]} {last[2]}".upper()


def _plain(part: str) -> str:
    """Fold the text, but keep a dash or slash between two numbers."""
    dashed = re.sub(r"[\u2010-\u2015\u2212]", "-", part)
    return re.sub(r"[^/\-]+", lambda run: fold(run[0]), dashed).strip("/-")


def _is_street(name: str) -> bool:
    return bool(name) and name.split()[-1] in STREETS
