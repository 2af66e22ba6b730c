"""The blocking rules: what records of one key share, and when it is enough."""

from enum import IntEnum


class BlockingRule(IntEnum):
    """The fields that two records with one key share. `WORDS` explains it to an officer."""

    BORN = 1
    BORN_START = 6
    BORN_END = 7
    BORN_OUTWARD = 12
    DAY = 14
    SURNAME_DAY = 2
    NAMES = 4
    NAMES_YEAR = 5
    NICK_YEAR = 8
    SURNAME_YEAR = 9
    FIRST_YEAR = 10
    SURNAME_OUTWARD = 11
    POSTCODE = 13
    DOOR = 15
    PHONE_END = 16
    VEHICLE_END = 19
    SURNAME = 21
    GIVEN = 22
    FIRST_OUTWARD = 23
    STREET = 25
    FIRST_START = 26
    SURNAME_START = 27
    FIRST_END = 28
    SURNAME_END = 29
    ONLY = 30
    READ = 31


WORDS = {
    BlockingRule.BORN: "date of birth and a name",
    BlockingRule.BORN_START: "date of birth, and how a name begins",
    BlockingRule.BORN_END: "date of birth, and how a name ends",
    BlockingRule.BORN_OUTWARD: "date of birth and postcode district",
    BlockingRule.DAY: "date of birth alone",
    BlockingRule.SURNAME_DAY: "surname, initial and birthday",
    BlockingRule.NAMES: "two names",
    BlockingRule.NAMES_YEAR: "two names and year of birth",
    BlockingRule.NICK_YEAR: "form of the first name, surname and year of birth",
    BlockingRule.SURNAME_YEAR: "surname, initial and year of birth",
    BlockingRule.FIRST_YEAR: "first name, initial of the surname and year of birth",
    BlockingRule.SURNAME_OUTWARD: "surname and postcode district",
    BlockingRule.POSTCODE: "postcode",
    BlockingRule.DOOR: "house number and postcode sector",
    BlockingRule.PHONE_END: "end of a phone number",
    BlockingRule.VEHICLE_END: "end of a registration mark",
    BlockingRule.SURNAME: "surname alone",
    BlockingRule.GIVEN: "first name alone",
    BlockingRule.FIRST_OUTWARD: "form of the first name and postcode district",
    BlockingRule.STREET: "house number and street",
    BlockingRule.FIRST_START: "form of a given name, and how the surname begins",
    BlockingRule.SURNAME_START: "surname, and how the first name begins",
    BlockingRule.FIRST_END: "form of a given name, and how the surname ends",
    BlockingRule.SURNAME_END: "surname, and how the first name ends",
    BlockingRule.ONLY: "one name, where no other name is known",
    BlockingRule.READ: "one name, written in another script",
}

# A key of more rows than this is weak evidence: a record that shares it must share another key.
FEW = 50
# These rules have a lower limit: a name alone, or with a year, leaves nothing else to agree on.
LESS = (BlockingRule.ONLY, BlockingRule.SURNAME_YEAR, BlockingRule.FIRST_YEAR)
FEWER = 10
# A date of birth alone is used as a key only while so few rows have it, as in a small register. In
# a large one it is always skipped, so skipping it is not reported.
FEW_OF_A_DAY = 20
