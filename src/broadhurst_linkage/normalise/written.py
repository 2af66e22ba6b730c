"""Helpers for all kinds of identifier: spaces, dashes and leading words."""

import re
import unicodedata

BETWEEN = re.compile(r"[\s.:/\-\u2010-\u2015\u2212\u00b7_]")


def bare(text: str) -> str:
    """Return capitals without spaces, stops, slashes, dashes and underscores."""
    return BETWEEN.sub("", unicodedata.normalize("NFKC", text).upper())


def named(text: str, names: tuple[str, ...]) -> tuple[str, str]:
    """Split "IMSI: 234..." into ("imsi", "234..."), other texts into ("", text)."""
    plain = unicodedata.normalize("NFKC", text).strip()
    prefix = re.match(rf"({'|'.join(names)})\b\s*(?:number|no\.?)?\s*[:=#]?\s*", plain, re.I)
    return (prefix[1].lower(), plain[prefix.end() :]) if prefix else ("", plain)
