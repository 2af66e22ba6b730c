"""Find a marking in a text of any encoding, or between the bytes of another file."""

import codecs
import re

from broadhurst.foundation.classification import first_marking
from broadhurst.foundation.file_markings.found import Found

UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
WORD = "SECRET"
# Older Office files keep texts as one or two bytes a letter, between bytes that are no text.
ONE_BYTE = re.compile(rb"SECRET(?<![A-Za-z0-9_]SECRET)(?![A-Za-z0-9_])")
TWO_BYTES = re.compile(
    rb"S\0E\0C\0R\0E\0T\0(?<![A-Za-z0-9_]\0S\0E\0C\0R\0E\0T\0)(?![A-Za-z0-9_]\0)"
)
TOP = (b"TOP ", "TOP ".encode("utf-16-le"))


def find(content: bytes) -> Found | None:
    """Return the first marking in a file that is a text or not known, or None."""
    text = _text(content)
    if text is None:
        return _between_bytes(content)
    marking = first_marking(text)
    if marking is None:
        return None
    return Found(marking.words, f"Line {text.count(chr(10), 0, marking.at) + 1}")


def _text(content: bytes) -> str | None:
    """Return the text of a file, or None if it is not a text."""
    if content.startswith(UTF_16):
        return content.decode("utf-16", errors="replace")
    if b"\0" in content:
        return None
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def _between_bytes(content: bytes) -> Found | None:
    for pattern, top in zip((ONE_BYTE, TWO_BYTES), TOP, strict=True):
        if word := pattern.search(content):
            is_top = content.endswith(top, 0, word.start())
            return Found(f"TOP {WORD}" if is_top else WORD, "The file")
    return None
