"""What is left of a name in every spelling and script: its consonants, in classes of sound."""

import re
from functools import lru_cache

from broadhurst.capabilities.deconfliction.engine.normalise.person import fold

ENDINGS = (
    (re.compile(r"^abd(?:[aeiou]{0,2}[lrnsztd]?)?(?=[a-z]{3})"), "abd"),
    (re.compile(r"(?<=[a-z]{3})(?:[aeou]?[ldd]{1,2})(?:ine?|een)$"), "din"),
    (re.compile(r"(?<=[a-z]{3})(?:sk(?:i|ii|iy|ij|y|yj|aya|aia|aja|a))$"), "ski"),
    (re.compile(r"(?<=[a-z]{3})(o|e)(?:v|ff?|w)(?:a|as|s)?$"), "ov"),
)
SOUNDS = (
    ("shch", "s"), ("sch", "s"), ("tsch", "s"), ("tch", "s"), ("ch", "s"), ("sh", "s"), ("cz", "s"),
    ("zh", "s"), ("ts", "s"), ("tz", "s"), ("dj", "s"), ("dzh", "s"), ("x", "ks"), ("ph", "f"),
    ("kh", "k"), ("gh", "g"), ("th", "t"), ("dh", "d"), ("ck", "k"), ("qu", "k"),
)  # fmt: skip
CLASSES = str.maketrans("bpvfwgkqcjszdtlrmn", "ppfffkkkksssttlrmn", "aeiouyh'")


@lru_cache(maxsize=65536)
def skeleton(token: str) -> str:
    """Consonants by class of sound, without vowels and doubles; the same across scripts.

    Never empty for a token with a letter: one of vowels alone is its first letter.
    """
    text = fold(token)
    for pattern, plain in ENDINGS:
        text = pattern.sub(plain, text)
    for letters, sound in SOUNDS:
        text = text.replace(letters, sound)
    bare = re.sub(r"(.)\1+", r"\1", text.translate(CLASSES))
    return bare or text[:1]
