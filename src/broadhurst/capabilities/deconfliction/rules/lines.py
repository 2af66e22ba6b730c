"""Recognise the kind of target on each line of a pasted list. Pure.

A line taken for the wrong kind would be answered "no hit". So a line that fits several kinds is not
given one: somebody has to choose.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from ipaddress import ip_address

from broadhurst.capabilities.deconfliction.rules import days
from broadhurst.capabilities.deconfliction.rules.identifiers import PERSON, wrong_with
from broadhurst_linkage.normalise import account, address, device, handle, wallet
from broadhurst_linkage.normalise.written import bare, named

# Words that people write before a text, with a colon, to say its kind.
PREFIXES = {
    "person": PERSON, "name": PERSON, "nominal": PERSON,
    "address": "address", "home": "address",
    "phone": "phone", "mobile": "phone", "tel": "phone", "telephone": "phone", "msisdn": "phone",
    "handle": "handle", "email": "handle", "e-mail": "handle",
    "vehicle": "vehicle", "plate": "vehicle", "reg": "vehicle", "vrm": "vehicle", "vin": "vehicle",
    "imei": "imei", "handset": "imei",
    "account": "account", "iban": "account", "bank": "account",
    "wallet": "wallet",
    "company": "company", "crn": "company",
    "device": "device",
}  # fmt: skip
PREFIX = re.compile(r"\s*([A-Za-z-]+)\s*:\s*(?!//)(.+)")

EMAIL = re.compile(r"\S+@\S+\.\S+")
ON_A_PLATFORM = re.compile(r"([A-Za-z][A-Za-z0-9 ._-]{0,29}?)\s*:\s*@?\S+")
WEB = re.compile(r"(?:https?://)?(?:[a-z0-9-]+\.)+[a-z]{2,}/\S+", re.IGNORECASE)
SIM = re.compile(r"89\d{16,18}")
NUMBERED = re.compile(r"(?:mac|imsi|iccid|sim|serial)\b", re.IGNORECASE)
SORT_CODE = re.compile(r"\d\d[- ]\d\d[- ]\d\d[ ,]+\d{8}")
DIALLED = re.compile(r"[+(]?[\d\s().\-/]*\d(?:\s*(?:x|ext\.?|extension)\s*\d+)?", re.IGNORECASE)
MARK = re.compile(r"[A-Za-z0-9]{1,8}(?:[ -][A-Za-z0-9]{1,6}){0,2}")
CURRENT_MARK = re.compile(r"[A-Za-z]{2}\d{2} ?[A-Za-z]{3}")
LONGEST_MARK, VIN = 8, 17
FEWEST_DIGITS, MOST_DIGITS = 3, 15
REGISTERED = re.compile(r"[A-Z]{2}\d{6}|\d{8}")
LEGAL_FORM = re.compile(
    r"\b(?:limited|ltd|plc|llp|cic|inc|llc|gmbh|cyfyngedig|cyf)\b", re.IGNORECASE
)
SHORTEST_WALLET = 25
SHORTEST_NAME = 3
MOST_OF_A_DATE = 5  # words
# Announces a date of birth, at the end of a name.
LABEL = re.compile(r"(?:^|[\s,;(]+)(?:born|dob|d\.o\.b|date of birth|b\.)[\s.:(]*(?:on)?$", re.I)

IP = "We do not check IP addresses. Leave this line out."
NAMELESS = "This is a date without a name. Put the name before it, on the same line."
NOT_RECOGNISED = "We cannot tell what this is. Choose what it is, or leave it out."
SEVERAL = "This can be more than one kind. Choose what it is."
ONE_WORD = "If this is a nickname on a platform, write the platform before it, like telegram:@name."


@dataclass(frozen=True)
class Line:
    """A line with the kinds that its text fits, and what to say about it.

    It can be checked if there is exactly one kind. `text` has no prefix. `value` is what is
    checked: for a person, the name without the date of birth, which is in `born` as ISO text.
    """

    text: str
    kinds: tuple[str, ...] = ()
    value: str = ""
    born: str = ""
    reason: str = ""

    @property
    def kind(self) -> str:
        """The kind, or "" if there is none or several."""
        return self.kinds[0] if len(self.kinds) == 1 else ""


def read_line(text: str, today: date) -> Line:
    """Return a line with the kind that it names, or the kinds that its form fits."""
    text = text.strip()
    prefix = PREFIX.fullmatch(text)
    if prefix and (kind := PREFIXES.get(prefix[1].lower())):
        return _as_kind(kind, prefix[2].strip(), today)
    if reason := _not_a_target(text, today):
        return Line(text, reason=reason)
    likely = _likely(text)
    fits = [kind for kind in likely if not wrong_with(kind, text)]
    if likely and not fits:
        return Line(text, reason=wrong_with(likely[0], text))
    if fits == [PERSON]:
        return _as_kind(PERSON, text, today)
    problem = "" if len(fits) == 1 else SEVERAL if fits else NOT_RECOGNISED
    return Line(text, tuple(fits), text, reason=problem)


def _as_kind(kind: str, text: str, today: date) -> Line:
    """Return a line of a known kind, or what is wrong with it."""
    try:
        name, born = _name_and_birth(text, today) if kind == PERSON else (text, "")
    except days.NoDate as wrong:
        return Line(text, reason=str(wrong))
    if reason := wrong_with(kind, name):
        return Line(text, reason=reason)
    is_short = kind == PERSON and not born and len(name.split()) == 1
    return Line(text, (kind,), name, born, ONE_WORD if is_short else "")


def _name_and_birth(text: str, today: date) -> tuple[str, str]:
    """Split a name from its date of birth. Raises NoDate if the date is not valid."""
    words = text.split()
    wrong: days.NoDate | None = None
    for count in range(min(MOST_OF_A_DATE, len(words) - 1), 0, -1):
        written = " ".join(words[-count:]).strip("(),;. ")
        name = LABEL.sub("", " ".join(words[:-count])).strip(" ,;(-–")
        if not any(map(str.isdigit, written)) or re.search(r"\d", name) or not name:
            continue
        try:
            born = days.born(written, today)
        except days.NoDate as reason:
            wrong = reason
        else:
            return name, born
    if wrong:
        raise wrong
    return text, ""


def _not_a_target(text: str, today: date) -> str:
    """Return what to say of a text that is never a target, or ""."""
    try:
        ip_address(text)
    except ValueError:
        pass
    else:
        return IP
    if re.search(r"[^\d]", text):
        try:
            days.born(text, today)
        except days.NoDate:
            return ""
        return NAMELESS
    return ""


def _likely(text: str) -> list[str]:
    """Return the kinds whose form a text has: one that is certain, or all that are possible."""
    for kind, looks in CERTAIN:
        if looks(text):
            return [kind]
    return [kind for kind, looks in POSSIBLE if looks(text)]


def _is_device(text: str) -> bool:
    is_mac = device.PAIRED.fullmatch(text)
    return bool(is_mac or SIM.fullmatch(bare(text)) or NUMBERED.match(text))


def _is_wallet(text: str) -> bool:
    return len(text) >= SHORTEST_WALLET and text.isascii() and text.isalnum()


def _is_on_chain(text: str) -> bool:
    return text.partition(":")[0].lower() in wallet.CHAINS


def _is_handle(text: str) -> bool:
    if EMAIL.fullmatch(text) or text.startswith("@") or WEB.fullmatch(text):
        return True
    platform = ON_A_PLATFORM.fullmatch(text)
    return platform is not None and (platform[1].lower() in handle.CALLED or " " not in text)


def _is_abroad(text: str) -> bool:
    """Return whether a text begins as an international phone number does."""
    return bool(DIALLED.fullmatch(text)) and text.startswith(("+", "00"))


def _is_account(text: str) -> bool:
    plain = account.BETWEEN.sub("", text).upper()
    return bool(account.SORT_CODE_AND_NUMBER.fullmatch(plain) or account.IBAN.fullmatch(plain))


def _is_imei(text: str) -> bool:
    return bool(re.fullmatch(r"\d{14,16}", bare(text)))


def _is_phone(text: str) -> bool:
    digits = sum(map(str.isdecimal, text))
    return bool(DIALLED.fullmatch(text)) and FEWEST_DIGITS <= digits <= MOST_DIGITS


def _is_vehicle(text: str) -> bool:
    plain = bare(text)
    if re.fullmatch(rf"(?=.*\d)[A-Z0-9]{{{VIN}}}", text.upper()):
        return not text.isdigit()
    is_mark = MARK.fullmatch(text) and len(plain) <= LONGEST_MARK
    has_both = re.search("[A-Za-z]", text) and re.search(r"\d", text)
    is_other = address.POSTCODE.fullmatch(text) or _is_company_number(text)
    return bool(is_mark and has_both) and not is_other


def _is_company_number(text: str) -> bool:
    return bool(REGISTERED.fullmatch(bare(text))) and not wrong_with("company", text)


def _is_company(text: str) -> bool:
    if CURRENT_MARK.fullmatch(text):  # AB12 PLC is a vehicle
        return False
    return _is_company_number(text) or bool(LEGAL_FORM.search(text))


def _is_address(text: str) -> bool:
    if address.POSTCODE.search(text):
        return True
    words = re.findall(r"[a-z]+", text.lower())
    is_street = any(word in address.STREETS for word in words[1:])
    return is_street and bool(re.search(r"\d", text))


def _is_person(text: str) -> bool:
    """Return whether a text is words, with or without a date after them."""
    if LEGAL_FORM.search(text):
        return False
    name = re.split(r"[\s,(]*\d", text, maxsplit=1)[0]
    is_dated = re.fullmatch(r"[\d\s./,()-]*(?:[A-Za-z]{3,9}[\s,.]*\d{2,4}\)?)?", text[len(name) :])
    return any(map(str.isalpha, name)) and len(name) >= SHORTEST_NAME and bool(is_dated)


# The first of these that looks right is the kind. Each has a form that no other kind has.
CERTAIN: tuple[tuple[str, Callable[[str], bool]], ...] = (
    ("device", _is_device),
    ("wallet", _is_on_chain),
    ("handle", _is_handle),
    ("phone", _is_abroad),
    ("account", lambda text: bool(SORT_CODE.fullmatch(text))),
    ("imei", lambda text: named(text, ("imeisv", "imei"))[0] != ""),
    ("address", lambda text: named(text, ("uprn",))[0] != ""),
)
POSSIBLE: tuple[tuple[str, Callable[[str], bool]], ...] = (
    ("account", _is_account),
    ("imei", _is_imei),
    ("phone", _is_phone),
    ("vehicle", _is_vehicle),
    ("company", _is_company),
    ("wallet", _is_wallet),
    ("address", _is_address),
    (PERSON, _is_person),
)
