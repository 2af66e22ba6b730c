"""Helpers for all kinds of identifier: spaces, dashes and check digits."""

import re
import unicodedata

BETWEEN = re.compile(r"[\s.:/\-\u2010-\u2015\u2212\u00b7_]")


def bare(text: str) -> str:
    """Return capitals without spaces, stops, slashes, dashes and underscores."""
    return BETWEEN.sub("", unicodedata.normalize("NFKC", text).upper())


def luhn(digits: str) -> bool:
    """Return whether the last digit is the Luhn check digit (ISO/IEC 7812-1, annex B)."""
    doubled = (sum(divmod(2 * int(c), 10)) for c in digits[-2::-2])
    return (sum(int(c) for c in digits[::-2]) + sum(doubled)) % 10 == 0


def named(text: str, names: tuple[str, ...]) -> tuple[str, str]:
    """Split "IMSI: 234..." into ("imsi", "234..."), other texts into ("", text)."""
    plain = unicodedata.normalize("NFKC", text).strip()
    prefix = re.match(rf"({'|'.join(names)})\b\s*(?:number|no\.?)?\s*[:=#]?\s*", plain, re.I)
    return (prefix[1].lower(), plain[prefix.end() :]) if prefix else ("", plain)
