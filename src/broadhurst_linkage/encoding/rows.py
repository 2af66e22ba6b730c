"""A record as sixteen 64-bit words, to be stored, keyed and compared."""

import re
from functools import lru_cache
from hashlib import blake2b
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from broadhurst_linkage import names
from broadhurst_linkage.encoding.name_rarity import rarity_of
from broadhurst_linkage.encoding.packed_text import (
    LETTERS,
    letter_set,
    pack_letters,
)
from broadhurst_linkage.encoding.streets import street_of, word_of
from broadhurst_linkage.encoding.version import VERSION as VERSION
from broadhurst_linkage.names import chinese
from broadhurst_linkage.normalise.invalid import Invalid
from broadhurst_linkage.normalise.phone import normalise as normalise_phone
from broadhurst_linkage.records import Record

WORDS = 16
Row = NDArray[np.uint64]

# Positions of the words. IDS hold the checksum of the canonical form low, the skeleton's high.
FIRST, MIDDLE, SURNAME, OTHER = 0, 1, 2, 3
FIRST_IDS, MIDDLE_IDS, SURNAME_IDS, OTHER_IDS = 4, 5, 6, 7
BORN = 8  # 32 bits of digits YYYYMMDD, then the sex: 1 male, 2 female
POSTCODE = 9
DOOR = 10  # house low, street high
TOWN = 11  # town in 24 bits, then five rarities of 8 bits
PHONE = 12
VEHICLE = 13
LETTER_SETS = 14  # first name low, surname high
STREET = 15  # its letters, type and side; the highest bit means that the name is in another script
OTHER_SCRIPT = np.uint64(1 << 63)
LOW, HIGH = np.uint64(0xFFFFFFFF), np.uint64(32)
TOWN_BITS = np.uint64((1 << 24) - 1)
# The bit positions in the town's word of the rarity of each name, and of its skeleton.
RARITIES = {"first": 24, "first_skeleton": 32, "middle": 40, "surname": 48, "surname_skeleton": 56}
# The words of the names and skeletons whose rarity counts.
FREQUENT = {
    "first": FIRST, "first_skeleton": FIRST_IDS, "middle": MIDDLE,
    "surname": SURNAME, "surname_skeleton": SURNAME_IDS,
}  # fmt: skip
NO_EVIDENCE = 1  # the rarity of a middle name like Singh, Kaur or Begum, which is no evidence

SEXES = {"m": 1, "f": 2}
BORN_TEXT = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")
HOUSE = re.compile(r"\d+ ?[a-z]?\b")
HOME_PHONE = re.compile(r"(?:\+44|0044|0)([1-9]\d{8,9})")
ANY_PHONE = re.compile(r"\+[1-9]\d{7,14}")
NOT_MARK = re.compile(r"[^A-Z0-9]")
MARK_LENGTH = 8
Name = tuple[int, int, int, str]  # packed, ids, letter set, letters
NO_NAME: Name = (0, 0, 0, "")


def encode(record: Record) -> Row:
    """Return the row of one record. A field that cannot be read counts as unknown."""
    first_name, middle, surname, other = name_words(record.first, record.middle, record.surname)
    house, street, street_letters = street_words(record.street)
    words = (
        first_name[0], middle[0], surname[0], other[0],
        first_name[1], middle[1], surname[1], other[1],
        born_word(record.born) | SEXES.get(record.sex[:1].lower(), 0) << 32,
        postcode_word(record.postcode),
        house | street << 32,
        town_id(record.town) | rarities(first_name[3], middle[3], surname[3]),
        phone_word(record.phone),
        vehicle_word(record.vehicle),
        first_name[2] | surname[2] << 32,
        street_letters,
    )  # fmt: skip
    return np.array(words, dtype=np.uint64)


def marked_read(row: Row) -> Row:
    """Mark a row as read from another script, so its names may be spelt differently."""
    marked = row.copy()
    marked[STREET] |= OTHER_SCRIPT
    return marked


def in_other_script(rows: Row) -> NDArray[np.bool_]:
    """Return which rows are marked as read from another script."""
    marks: NDArray[np.bool_] = rows[:, STREET] & OTHER_SCRIPT != 0
    return marks


def with_names(row: Row, named: Row) -> Row:
    """Return a row with the names of another row."""
    renamed = row.copy()
    renamed[: OTHER_IDS + 1] = named[: OTHER_IDS + 1]
    renamed[LETTER_SETS] = named[LETTER_SETS]
    renamed[TOWN] = named[TOWN] & ~TOWN_BITS | row[TOWN] & TOWN_BITS
    return renamed


def of_people(rows: Row) -> Row:
    """Clear phone number, vehicle and address from rows; keep the person."""
    people = rows.copy()
    people[:, [POSTCODE, DOOR, PHONE, VEHICLE]] = 0
    people[:, TOWN] &= ~TOWN_BITS
    people[:, STREET] &= OTHER_SCRIPT
    return people


def rarities(first_name: str, middle: str, surname: str) -> int:
    """Return the rarities of names and two sounds at their bit positions."""
    given_both, surname_both = rarity_of(first_name, "first"), rarity_of(surname, "surname")
    middle_alone = NO_EVIDENCE if names.is_common(middle) else rarity_of(middle, "first") & 255
    return (
        given_both << RARITIES["first"]
        | middle_alone << RARITIES["middle"]
        | surname_both << RARITIES["surname"]
    )


def name_words(first: str, middle: str, surname: str) -> tuple[Name, Name, Name, Name]:
    """Return the first name, middle name and both parts of a double surname."""
    if ways := chinese.parts_readings(first, middle, surname):
        return _chinese_words(*ways[0])
    first_name, later = given_words(first)
    main, other = surname_words(surname)
    between = given_words(middle)[0]
    between = between if between[0] else later
    if names.is_lead(first_name[3]) and len(between[3]) > 1:
        first_name, between = between, first_name
    return first_name, between, main, other


def _chinese_words(first: str, middle: str, surname: str) -> tuple[Name, Name, Name, Name]:
    """Return the words of a name that `chinese` has read as Mandarin."""
    return _chinese_word(first), _chinese_word(middle), name_word(surname), NO_NAME


@lru_cache(maxsize=1 << 16)
def _chinese_word(text: str) -> Name:
    """Return the words of a given name in Mandarin."""
    if not chinese.is_reading(text):
        return given_words(text)[0]
    packed, letters = _scrambled(text)
    if text.count(chinese.MARK) == 1:
        syllable = text.removeprefix(chinese.MARK)
        sound = text_id(f"{chinese.MARK}{names.skeleton(syllable)}")
        return packed, text_id(names.canonical(syllable)) | sound << 32, letters, text
    return packed, text_id(text) | text_id(text) << 32, letters, text


@lru_cache(maxsize=1 << 16)
def _scrambled(text: str) -> tuple[int, int]:
    """Return letters in place of a Mandarin name, and their set.

    One letter makes another name here, so only equal names may be alike in their letters.
    """
    number = int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), "big")
    letters = "".join(chr(ord("a") + (number >> 5 * at & 31) % 26) for at in range(LETTERS))
    return pack_letters(letters), letter_set(letters)


@lru_cache(maxsize=1 << 17)
def given_words(text: str) -> tuple[Name, Name]:
    """Return the first and the second of the given names."""
    tokens = names.tokens(text)
    return name_word(tokens[0] if tokens else ""), name_word(tokens[1] if tokens[1:] else "")


@lru_cache(maxsize=1 << 17)
def surname_words(text: str) -> tuple[Name, Name]:
    """Return the first part of a surname, and its last part if it has several."""
    tokens = names.tokens(text)
    return name_word(tokens[0] if tokens else ""), name_word(tokens[-1] if tokens[1:] else "")


@lru_cache(maxsize=1 << 18)
def name_word(token: str) -> Name:
    """Return the packed letters, ids, letter set and letters of one folded token."""
    letters = "".join(c for c in token if "a" <= c <= "z")
    if not letters:
        return NO_NAME
    ids = text_id(names.canonical(token)) | text_id(names.skeleton(token)) << 32
    letters = letters[:LETTERS]
    return pack_letters(letters), ids, letter_set(letters), letters


@lru_cache(maxsize=1 << 17)
def text_id(text: str) -> int:
    """Return a 32-bit checksum of a text, or 0 for no text."""
    folded = text.strip().casefold()
    return (crc32(folded.encode()) or 1) if folded else 0


def town_id(text: str) -> int:
    """Return a 24-bit checksum of a town, or 0 for no town."""
    number = text_id(text)
    return number & int(TOWN_BITS) or int(number != 0)


@lru_cache(maxsize=1 << 17)
def born_word(text: str) -> int:
    """Return YYYYMMDD in four-bit digits, with zeros for unknown parts."""
    date = BORN_TEXT.match(text)
    if not date:
        return 0
    year, month, day = date.groups("00")
    return int(year + month + (day if month != "00" else "00"), 16)


@lru_cache(maxsize=1 << 17)
def postcode_word(text: str) -> int:
    """Pack a postcode without its space. An unknown inward half is zeros."""
    bare = NOT_MARK.sub("", text.upper())[:MARK_LENGTH]
    if len(bare) in range(1, 5):
        bare += "\0\0\0"
    return int.from_bytes(bare.encode(), "big")


def street_words(text: str) -> tuple[int, int, int]:
    """Return the house number, street and street letters of "12a High St"."""
    folded = text.strip().casefold()
    house = HOUSE.search(folded)
    if not house:
        return 0, *street_name(folded)
    number = house.group().replace(" ", "")
    return text_id(number), *street_name(folded[house.end() :])


@lru_cache(maxsize=1 << 17)
def street_name(text: str) -> tuple[int, int]:
    """Return a street's checksum, and its packed name, type and side."""
    name, road_type, side = street = street_of(text)
    return text_id(f"{name} {road_type} {side}" if name else ""), word_of(street)


def phone_word(text: str) -> int:
    """Return the digits of the international number, or 0 if the text is not a number."""
    bare = text.translate({32: None, 45: None})
    if home := HOME_PHONE.fullmatch(bare):
        return int("44" + home.group(1), 16)
    if ANY_PHONE.fullmatch(bare):
        return int(bare[1:], 16)
    try:
        return int(normalise_phone(text)[1:], 16) if text else 0
    except Invalid:
        return 0


def vehicle_word(text: str) -> int:
    """Pack the first eight characters of a registration mark."""
    return int.from_bytes(NOT_MARK.sub("", text.upper())[:MARK_LENGTH].encode(), "big")
