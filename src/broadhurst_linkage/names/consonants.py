"""Consonant skeletons: the consonants of a name, alike in every script."""

import re
from functools import lru_cache

from broadhurst_linkage.normalise.person import fold

ENDINGS = (
    (re.compile(r"^abd(?:[aeiou]{1,2}(?:l|([rnsztd])(?=\1)))?(?=[a-z]{3})"), "abd"),
    (re.compile(r"^x(?!h)"), "s"),
    (re.compile(r"(?<=[vw])[iy](?:c|cz|tz|ts|tch)$"), "ich"),
    (re.compile(r"(?<=[a-z]{3})(?:[aeou]?[ldd]{1,2})(?:ine?|een)$"), "din"),
    (re.compile(r"(?<=[a-z]{3})(?:sk(?:i|ii|iy|ij|y|yj|aya|aia|aja|a))$"), "ski"),
    (re.compile(r"(?<=[a-z]{3})(o|e)(?:v|ff?|w)(?:a|as|s)?$"), "ov"),
)
VOWELS = frozenset("aeiou")
SOUNDS = (
    ("shch", "s"), ("tsch", "s"), ("sch", "s"), ("tch", "s"), ("ch", "s"), ("sh", "s"), ("cz", "s"),
    ("zh", "j"), ("xh", "j"), ("dzh", "j"), ("dj", "j"), ("ts", "s"), ("tz", "s"), ("x", "ks"),
    ("ph", "f"), ("kh", "k"), ("gh", "g"), ("th", "t"), ("dh", "d"), ("ck", "k"), ("qu", "k"),
    ("ce", "se"), ("ci", "si"), ("cy", "sy"),
)  # fmt: skip
CLASSES = str.maketrans("bpvfwckqsz", "ppfffkkkss", "aeiouyh")
DOUBLE = re.compile(r"(.)\1+")


@lru_cache(maxsize=65536)
def skeleton(token: str) -> str:
    """Return the consonants by class of sound, without vowels and doubles.

    It is the same across scripts. A vowel at the start gives "a". It is never empty for a token
    that has a letter.
    """
    text = fold(token)
    for pattern, plain in ENDINGS:
        text = pattern.sub(plain, text)
    front = "a" if text[:1] in VOWELS else ""
    for letters, sound in SOUNDS:
        text = text.replace(letters, sound)
    return (front + DOUBLE.sub(r"\1", text).translate(CLASSES)) or text[:1]
