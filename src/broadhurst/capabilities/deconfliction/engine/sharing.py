"""What two records that share a key have in common, and how much that tells by itself."""

from enum import IntEnum


class Kind(IntEnum):
    """What two records of one key have in common; `WORDS` says it to an officer."""

    BORN = 1
    SURNAME_DAY = 2
    FIRST_DAY = 3
    NAMES = 4
    NAMES_YEAR = 5
    NAMES_OUTWARD = 6
    NICK = 7
    NICK_YEAR = 8
    SURNAME_YEAR = 9
    FIRST_YEAR = 10
    SURNAME_OUTWARD = 11
    FIRST_SECTOR = 12
    POSTCODE = 13
    DOOR = 14
    PHONE = 15
    PHONE_END = 16
    VEHICLE = 18
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
    DAY = 32


WORDS = {
    Kind.BORN: "date of birth and an initial",
    Kind.SURNAME_DAY: "surname, initial and birthday",
    Kind.FIRST_DAY: "first name, initial of the surname and birthday",
    Kind.NAMES: "two names",
    Kind.NAMES_YEAR: "two names and year of birth",
    Kind.NAMES_OUTWARD: "two names and postcode district",
    Kind.NICK: "form of the first name, and surname",
    Kind.NICK_YEAR: "form of the first name, surname and year of birth",
    Kind.SURNAME_YEAR: "surname, initial and year of birth",
    Kind.FIRST_YEAR: "first name, initial of the surname and year of birth",
    Kind.SURNAME_OUTWARD: "surname and postcode district",
    Kind.FIRST_SECTOR: "first name and postcode sector",
    Kind.POSTCODE: "postcode",
    Kind.DOOR: "house number and postcode sector",
    Kind.PHONE: "telephone number",
    Kind.PHONE_END: "end of a telephone number",
    Kind.VEHICLE: "registration mark",
    Kind.VEHICLE_END: "end of a registration mark",
    Kind.SURNAME: "surname alone",
    Kind.GIVEN: "first name alone",
    Kind.FIRST_OUTWARD: "form of the first name and postcode district",
    Kind.STREET: "house number and street",
    Kind.FIRST_START: "form of the first name, and how the surname begins",
    Kind.SURNAME_START: "surname, and how the first name begins",
    Kind.FIRST_END: "form of the first name, and how the surname ends",
    Kind.SURNAME_END: "surname, and how the first name ends",
    Kind.ONLY: "one name of those of whom no other is known",
    Kind.READ: "one name of those in another script",
    Kind.DAY: "date of birth alone",
}

# A key that more have tells too little: who shares it must share another. Not a date of birth,
# beside which names may be alike without a key.
FEW = 50
BIRTHS = (Kind.BORN, Kind.DAY)
