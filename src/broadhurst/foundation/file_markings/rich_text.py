"""Find a marking in RTF, where formatting can come between the letters of a word."""

import re

from broadhurst.foundation.classification import find_marking
from broadhurst.foundation.file_markings.found import Found

HEX = re.compile(r"\\'([0-9a-fA-F]{2})")
BREAK = re.compile(r"\\(?:par|line|tab|cell|row|page|sect)(?![a-z])-?[0-9]* ?")
CONTROL = re.compile(r"\\[a-z]+-?[0-9]* ?|\\[^a-z]|[{}\r\n]")


def find(content: bytes) -> Found | None:
    """Return the first marking in an RTF document, or None."""
    text = HEX.sub(lambda code: chr(int(code[1], 16)), content.decode("latin-1"))
    marking = find_marking(CONTROL.sub("", BREAK.sub("\0", text)))
    return Found(marking, "The text") if marking else None
