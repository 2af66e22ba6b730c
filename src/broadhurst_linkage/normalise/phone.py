"""Phone numbers, to E.164 ("+447700900123")."""

import re

import phonenumbers
from phonenumbers import NumberParseException, PhoneNumberFormat, ValidationResult

from broadhurst_linkage.normalise.invalid import Invalid

VERSION = 1
HOME = "GB"
UNITED_KINGDOM = 44
SHORTEST_HERE = 9

UNREADABLE = {
    NumberParseException.INVALID_COUNTRY_CODE: "This country code does not exist.",
    NumberParseException.TOO_SHORT_AFTER_IDD: "This phone number is too short.",
    NumberParseException.TOO_SHORT_NSN: "This phone number is too short.",
    NumberParseException.TOO_LONG: "This phone number is too long.",
}
WRONG_LENGTH = {
    ValidationResult.TOO_SHORT: "This phone number is too short.",
    ValidationResult.TOO_LONG: "This phone number is too long.",
    ValidationResult.INVALID_LENGTH: "This phone number has the wrong number of digits.",
    ValidationResult.IS_POSSIBLE_LOCAL_ONLY: "Add the area code to this phone number.",
}
# Tried only if the whole text is not a number: “+49 35208/1234567” is one number.
BETWEEN = re.compile(r"[/,;&]|\b(?:or|and)\b", re.IGNORECASE)
SHORTEST_OF_SEVERAL = 7
NO_NUMBER = "This is not a phone number. Enter one like 07700 900 555."
SEVERAL = "This is more than one phone number. Enter each in its own column or on a new line."


def normalise(text: str) -> str:
    """Return the number in E.164. A number without a country code is taken as British.

    The length must be right for the country, but the range need not be in use. New ranges open
    faster than any list is updated, and an omitted number would never match. An extension is
    dropped. Raises Invalid.
    """
    try:
        number = phonenumbers.parse(text, HOME)
    except NumberParseException as unread:
        advice = UNREADABLE.get(unread.error_type, NO_NUMBER)
        raise Invalid(SEVERAL if _are_several(text) else advice) from unread
    if wrong := WRONG_LENGTH.get(phonenumbers.is_possible_number_with_reason(number)):
        raise Invalid(SEVERAL if _are_several(text) else wrong)
    # After a semicolon `parse` expects a parameter, and silently drops any other text.
    if ";" in text and "=" not in text and _are_several(text):
        raise Invalid(SEVERAL)
    # A British number of 7 digits is an old freephone number, or has no area code.
    short = number.country_code == UNITED_KINGDOM and number.national_number < 10 ** (
        SHORTEST_HERE - 1
    )
    if short and not phonenumbers.is_valid_number(number):
        raise Invalid(WRONG_LENGTH[ValidationResult.IS_POSSIBLE_LOCAL_ONLY])
    return phonenumbers.format_number(number, PhoneNumberFormat.E164)


def _are_several(text: str) -> bool:
    """Return whether a separator divides the text into two or more possible numbers."""
    digit_counts = (sum(map(str.isdecimal, part)) for part in BETWEEN.split(text))
    return sum(count >= SHORTEST_OF_SEVERAL for count in digit_counts) > 1
