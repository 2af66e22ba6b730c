"""Devices without an IMEI: a MAC address, SIM card number, IMSI or serial number."""

import re

from stdnum import luhn

from broadhurst_linkage.normalise.invalid import Invalid
from broadhurst_linkage.normalise.written import bare, named

VERSION = 1
NAMES = ("mac", "imsi", "iccid", "sim", "serial")
MAC = re.compile(r"[0-9A-F]{12}")
PAIRED = re.compile(r"[0-9A-Fa-f]{2}([:\- ][0-9A-Fa-f]{2}){5}|([0-9A-Fa-f]{4}\.){2}[0-9A-Fa-f]{4}")
ICCID = re.compile(r"89\d{16,18}")
IMSI = re.compile(r"[2-79]\d{13,14}")
IMEI = re.compile(r"\d{14,16}")
SERIAL = re.compile(r"[A-Z0-9]{5,40}")
GROUP = 1


def normalise(text: str) -> str:
    """Return "mac:", "iccid:", "imsi:" or "serial:" and the number. Raises Invalid.

    A MAC address and a SIM card number are recognised by their format. An IMSI looks like an IMEI,
    so the text must say "IMSI". Anything else is a serial number.
    """
    name, rest = named(text, NAMES)
    number = bare(rest)
    if name == "mac" or (not name and _looks_mac(rest)):
        return f"mac:{_mac(number)}"
    if name in ("iccid", "sim") or (not name and ICCID.fullmatch(number)):
        return f"iccid:{_iccid(number)}"
    if name == "imsi":
        return f"imsi:{_imsi(number)}"
    if not name and IMEI.fullmatch(number):
        raise Invalid(
            "If this is an IMEI, enter it as an IMEI. If it is an IMSI, write IMSI before it."
        )
    if not SERIAL.fullmatch(number):
        raise Invalid(
            "Enter a MAC address, a SIM card number, an IMSI, or a serial number of 5 to 40 "
            "letters A to Z and digits."
        )
    return f"serial:{number}"


def _looks_mac(text: str) -> bool:
    """Return whether a text is in pairs, or is 12 hex digits with a letter."""
    number = bare(text)
    return bool(PAIRED.fullmatch(text) or (MAC.fullmatch(number) and not number.isdigit()))


def _mac(number: str) -> str:
    if not MAC.fullmatch(number):
        raise Invalid("Enter a MAC address of 12 digits or letters A to F, like 00:00:5E:00:53:01.")
    if int(number[:2], 16) & GROUP or not number.strip("0"):
        raise Invalid(
            "This MAC address is blank or belongs to a group. Enter the address of one device."
        )
    return number.lower()


def _iccid(number: str) -> str:
    """Check a SIM card number (ITU-T E.118); add a missing check digit."""
    number = number.removesuffix("F")
    if not ICCID.fullmatch(number):
        raise Invalid("Enter a SIM card number of 19 or 20 digits that begins with 89.")
    if len(number) == len("89") + 16:
        return number + luhn.calc_check_digit(number)
    if not luhn.is_valid(number):
        raise Invalid(
            "The last digit of this SIM card number is wrong. Compare it with its source."
        )
    return number


def _imsi(number: str) -> str:
    if not IMSI.fullmatch(number):
        raise Invalid(
            "Enter an IMSI of 14 or 15 digits that begins with the country code, like 234."
        )
    return number
