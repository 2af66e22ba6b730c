"""The kinds of identifier: their normal forms, near-match keys and comparisons.

A person is not an identifier. `matcher` scores people, while identifiers are equal or nearly equal.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from rapidfuzz.distance import OSA

from broadhurst_linkage.normalise import (
    account,
    address,
    company,
    device,
    email,
    handle,
    imei,
    phone,
    vehicle,
    wallet,
)

Strength = Literal["exact", "probable"]
ONE_SLIP = 1
LOOKS_LIKE = str.maketrans("OIQSBZ", "010582")
SHORTEST_NAME = 5


@dataclass(frozen=True)
class Kind:
    """A kind of identifier. Functions take a text as written or its normal form.

    `words` name the kind in a sentence. `loose` returns near-match texts: two nearly equal
    identifiers share at least one. `near` then compares, because a shared text alone proves
    nothing.
    """

    name: str
    words: str
    example: str
    version: int
    normalise: Callable[[str], str]
    loose: Callable[[str], frozenset[str]] = lambda text: frozenset()
    near: Callable[[str, str], bool] = lambda a, b: False
    is_exact: Callable[[str], bool] = lambda form: True

    def strength(self, a: str, b: str) -> Strength | None:
        """Return "exact" for one identifier, "probable" for nearly one, else None."""
        form = self.normalise(a)
        if form == self.normalise(b):
            return "exact" if self.is_exact(form) else "probable"
        return "probable" if self.near(a, b) else None


def one_out(text: str) -> frozenset[str]:
    """Return the text, and the text without each one of its characters.

    Two texts that are one slip apart always share one of these. A slip is a character changed,
    missing or extra, or two swapped. Keys of the halves or ends of a number would miss a slip in
    its middle.
    """
    return frozenset([text, *(text[:i] + text[i + 1 :] for i in range(len(text)))])


def _is_slip(a: str, b: str) -> bool:
    return OSA.distance(a, b, score_cutoff=ONE_SLIP) <= ONE_SLIP


def _near_by(fold: Callable[[str], str]) -> Callable[[str, str], bool]:
    return lambda a, b: _is_slip(fold(a), fold(b))


def _phone_loose(text: str) -> frozenset[str]:
    return one_out(phone.normalise(text))


def _vehicle_folded(text: str) -> str:
    return vehicle.normalise(text).translate(LOOKS_LIKE)


def _vehicle_loose(text: str) -> frozenset[str]:
    return one_out(_vehicle_folded(text))


def _name_skeleton(form: str) -> str:
    """Return the letters of a handle or mailbox, or "" if there are too few."""
    place, name = form.split(":", 1) if ":" in form else form.split("@")[::-1]
    letters = "".join(c for c in name if c.isalpha())
    return f"{place}:{letters}" if len(letters) >= SHORTEST_NAME else ""


def _skeletons(text: str) -> frozenset[str]:
    return frozenset(filter(None, [_name_skeleton(_handle_or_email(text))]))


def _near_name(a: str, b: str) -> bool:
    """Return whether two names are one slip apart with the same skeleton.

    "dave_77" and "dave78" are, but "dave1" and "dane1" are not.
    """
    forms = _handle_or_email(a), _handle_or_email(b)
    skeletons = {_name_skeleton(form) for form in forms}
    return len(skeletons) == 1 and "" not in skeletons and _is_slip(*map(_no_signs, forms))


def _no_signs(form: str) -> str:
    return re.sub(r"[._\-]", "", form)


def _handle_or_email(text: str) -> str:
    """Normalise an email address (an @ inside, no platform) or a handle."""
    name, at, _ = text.replace("mailto:", "").strip().partition("@")
    is_address = bool(name and at) and not set(name) & set(":/")
    return email.normalise(text) if is_address else handle.normalise(text)


def _consonants(words: str) -> str:
    """Return the words without doubled letters and later vowels."""
    return " ".join(
        re.sub(r"(.)\1+", r"\1", word[0] + re.sub(r"[aeiouyhw]", "", word[1:]))
        for word in words.split()
    )


def _company_parts(text: str) -> tuple[str, str] | None:
    """Return the name's consonants and the outward code; None for a number."""
    form = company.normalise(text)
    if not form.startswith(company.NAME):
        return None
    name, _, postcode = form.removeprefix(company.NAME).partition("|")
    return _consonants(name), postcode.partition(" ")[0]


def _company_loose(text: str) -> frozenset[str]:
    if (parts := _company_parts(text)) is None:
        return frozenset()
    return frozenset([parts[0], " ".join(parts).strip()])


def _company_near(a: str, b: str) -> bool:
    """Return whether names differ by a vowel or doubled letter, in one area."""
    first, second = _company_parts(a), _company_parts(b)
    if first is None or second is None or (first[1] and second[1] and first[1] != second[1]):
        return False
    names = [company.normalise(text).partition("|")[0] for text in (a, b)]
    return first[0] == second[0] and _is_slip(*names)


def _company_is_exact(form: str) -> bool:
    return not form.startswith(company.NAME)


def _parsed(text: str) -> address.Address | None:
    return None if address.normalise(text).startswith("uprn:") else address.parse(text)


def _address_loose(text: str) -> frozenset[str]:
    """Return the postcode with number, and the sector with number and street."""
    if (parts := _parsed(text)) is None:
        return frozenset()
    keys = [f"{parts.postcode} {parts.house}"]
    if parts.street:
        keys.append(f"{parts.postcode[:-2]} {parts.house} {_consonants(parts.street)}")
    return frozenset(keys)


def _address_near(a: str, b: str) -> bool:
    """Return whether addresses share a house without different flats.

    If the last letters of the postcodes are one slip apart, the streets must agree.
    """
    first, second = _parsed(a), _parsed(b)
    if first is None or second is None or first.house != second.house:
        return False
    if first.flat and second.flat and first.flat != second.flat:
        return False
    if first.postcode == second.postcode:
        return True
    streets = {_consonants(first.street), _consonants(second.street)}
    slip = first.postcode[:-2] == second.postcode[:-2] and _is_slip(first.postcode, second.postcode)
    return slip and len(streets) == 1 and "" not in streets


KINDS: dict[str, Kind] = {
    kind.name: kind
    for kind in (
        Kind(
            "phone", "phone number", "07700 900123", phone.VERSION, phone.normalise,
            _phone_loose, _near_by(phone.normalise),
        ),
        Kind("imei", "handset (IMEI)", "35-209900-176148-1", imei.VERSION, imei.normalise),
        Kind(
            "vehicle", "vehicle registration or VIN", "AB12 CDE", vehicle.VERSION,
            vehicle.normalise, _vehicle_loose, _near_by(_vehicle_folded),
        ),
        Kind(
            "address", "address", "Flat 2, 14 High Street, M1 1AA", address.VERSION,
            address.normalise, _address_loose, _address_near,
        ),
        Kind(
            "company", "company", "SC123456", company.VERSION, company.normalise,
            _company_loose, _company_near, _company_is_exact,
        ),
        Kind("account", "bank account", "12-34-56 12345678", account.VERSION, account.normalise),
        Kind(
            "wallet", "cryptocurrency wallet", "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4",
            wallet.VERSION, wallet.normalise,
        ),
        Kind(
            "handle", "handle or email address", "telegram:@name",
            handle.VERSION + email.VERSION - 1, _handle_or_email, _skeletons, _near_name,
        ),
        Kind("device", "device", "00:00:5E:00:53:01", device.VERSION, device.normalise),
    )
}  # fmt: skip
