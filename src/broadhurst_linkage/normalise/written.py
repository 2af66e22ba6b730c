"""How identifiers are written down: spaces, dashes, widths and check digits, for every kind."""

import re
import unicodedata

BETWEEN = re.compile(r"[\s.:/\-\u2010-\u2015\u2212\u00b7_]")


def bare(text: str) -> str:
    """Capitals and digits without the spaces, stops, slashes and dashes between them."""
    return BETWEEN.sub("", unicodedata.normalize("NFKC", text).upper())


def luhn(digits: str) -> bool:
    """Whether the last digit is the check digit of the others (ISO/IEC 7812-1, annex B)."""
    doubled = (sum(divmod(2 * int(c), 10)) for c in digits[-2::-2])
    return (sum(int(c) for c in digits[::-2]) + sum(doubled)) % 10 == 0


def named(text: str, names: tuple[str, ...]) -> tuple[str, str]:
    """("imsi", "234...") of "IMSI: 234..." for one of the names; without one, ("", text)."""
    plain = unicodedata.normalize("NFKC", text).strip()
    found = re.match(rf"({'|'.join(names)})\b\s*(?:number|no\.?)?\s*[:=#]?\s*", plain, re.I)
    return (found[1].lower(), plain[found.end() :]) if found else ("", plain)
