"""Telephone numbers, to E.164 ("+447700900123")."""

import re

import phonenumbers
from phonenumbers import NumberParseException, PhoneNumberFormat, ValidationResult

from broadhurst_linkage.normalise.invalid import Invalid

VERSION = 1
HOME = "GB"
UNITED_KINGDOM = 44
SHORTEST_HERE = 9

UNREADABLE = {
    NumberParseException.INVALID_COUNTRY_CODE: "There is no such country code.",
    NumberParseException.TOO_SHORT_AFTER_IDD: "This telephone number is too short.",
    NumberParseException.TOO_SHORT_NSN: "This telephone number is too short.",
    NumberParseException.TOO_LONG: "This telephone number is too long.",
}
WRONG_LENGTH = {
    ValidationResult.TOO_SHORT: "This telephone number is too short.",
    ValidationResult.TOO_LONG: "This telephone number is too long.",
    ValidationResult.INVALID_LENGTH: "This telephone number has the wrong number of digits.",
    ValidationResult.IS_POSSIBLE_LOCAL_ONLY: "Add the area code to this telephone number.",
}
# Only what is no number as it stands: “+49 35208/1234567” is one.
BETWEEN = re.compile(r"[/,;&]|\b(?:or|and)\b", re.IGNORECASE)
SHORTEST_OF_SEVERAL = 7
SEVERAL = (
    "This is more than one telephone number: each goes into a column, or on a line, of its own."
)


def normalise(text: str) -> str:
    """E.164; a number without a country code is taken as a British one. Raises Invalid.

    The length must be right for the country, but a range need not be in use: ranges open faster
    than any list of them, and a number that is left out is never matched. An extension is dropped.
    """
    try:
        number = phonenumbers.parse(text, HOME)
    except NumberParseException as unread:
        advice = UNREADABLE.get(unread.error_type, "This is not a telephone number.")
        raise Invalid(SEVERAL if _are_several(text) else advice) from unread
    if wrong := WRONG_LENGTH.get(phonenumbers.is_possible_number_with_reason(number)):
        raise Invalid(SEVERAL if _are_several(text) else wrong)
    # Behind a semicolon `parse` expects a parameter, and leaves out whatever else is there.
    if ";" in text and "=" not in text and _are_several(text):
        raise Invalid(SEVERAL)
    # British numbers of 7 digits are either a few old freephone numbers or lack an area code.
    short = number.country_code == UNITED_KINGDOM and number.national_number < 10 ** (
        SHORTEST_HERE - 1
    )
    if short and not phonenumbers.is_valid_number(number):
        raise Invalid(WRONG_LENGTH[ValidationResult.IS_POSSIBLE_LOCAL_ONLY])
    return phonenumbers.format_number(number, PhoneNumberFormat.E164)


def _are_several(text: str) -> bool:
    """Whether a sign or a word stands between what is long enough for numbers."""
    digits = (sum(map(str.isdecimal, part)) for part in BETWEEN.split(text))
    return sum(one >= SHORTEST_OF_SEVERAL for one in digits) > 1
