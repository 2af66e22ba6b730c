"""How alike two single names are, 0 to 1, and why in words."""

import math
import re
from functools import lru_cache
from operator import mul
from typing import NamedTuple

from rapidfuzz.distance import JaroWinkler

from broadhurst_linkage.names.align import by_chance, evidence
from broadhurst_linkage.names.consonants import skeleton
from broadhurst_linkage.names.parse import Word
from broadhurst_linkage.names.sounds import SCRIPTS
from broadhurst_linkage.names.variants import GIVEN, table

SHORT_FORM, SPELLING, INITIAL, TWO_NAMES = 0.9, 0.97, 0.8, 0.25
FITS = 0.4  # Two words that are less alike are two names.
FAR = 0.55  # Jaro-Winkler.
UNVOICED = str.maketrans("gdj", "kts")
# Logistic weights of: the evidence as a share of how rare the two spellings are, the evidence and
# that rarity in bits, equal skeletons, and a constant. Fitted on the development half: spellings
# of one name and slips of the pen, against names of chance, near neighbours, and names that share
# a beginning or an end.
ACROSS = (4.1, 0.167, -0.052, 0.0, 0.3)
LATIN = (0.0, 0.130, -0.070, 1.8, 1.7)
SERVANT = re.compile(r"^abd(?:[aeiou]{1,2}(?:l|([rnsztd])(?=\1)))?")
PATRONYMIC = re.compile(r"(?:[oei]|ye)[vw](?:[iy]t?ch|ic|icz|it[zs]|na)$")


class Likeness(NamedTuple):
    """How alike, and a short reason ("the same", "another spelling")."""

    score: float
    why: str


def likeness(a: Word, b: Word) -> Likeness:
    """Of two names; the same both ways about."""
    return _likeness(a, b) if a <= b else _likeness(b, a)


@lru_cache(maxsize=131072)
def _likeness(a: Word, b: Word) -> Likeness:
    if a.latin == b.latin:
        return Likeness(1.0, "the same" if a.script == b.script else "the same in another script")
    if min(len(a.latin), len(b.latin)) == 1:
        same = a.latin[0] == b.latin[0]
        return Likeness(INITIAL, "the initial fits") if same else Likeness(0.0, "another initial")
    if a.script == b.script and bool(PATRONYMIC.search(a.latin)) != bool(
        PATRONYMIC.search(b.latin)
    ):
        return Likeness(TWO_NAMES, "a name and a father's name")
    return _known(a.latin, b.latin) or max(_romanised(a, b), _heard(*_servants(a, b)))


def _known(a: str, b: str) -> Likeness | None:
    """What the table of variants says, if it knows both names."""
    one, other = table().get(a), table().get(b)
    if not one or not other:
        return None
    kinds = dict(one)
    shared = [kinds[head] for head, _ in other if head in kinds]
    if not shared:
        return Likeness(TWO_NAMES, "two different names")
    if shared[0] == GIVEN:
        return Likeness(SHORT_FORM, "forms of one given name")
    return Likeness(SPELLING, "spellings of one name")


def _romanised(a: Word, b: Word) -> Likeness:
    """Where one is written by another custom: what is left of the two when both go by one."""
    one, other = _by_one_custom(a), _by_one_custom(b)
    if (one, other) == (a, b):
        return Likeness(0.0, "different")
    if one.latin == other.latin:
        return Likeness(SPELLING, "spellings of one name")
    return _heard(*_servants(one, other))


def _by_one_custom(word: Word) -> Word:
    """Without the second of two letters for one: "dj" for "đ" of Serbian, Croatian and Bosnian,
    "kh" for Russian, Arabic and Persian "kh", which others write "h".
    """
    if word.script != "latin":
        return word
    latin = word.latin.replace("dj", "d").replace("kh", "h")
    return word._replace(latin=latin)


def _servants(a: Word, b: Word) -> tuple[Word, Word]:
    """Of two names "servant of ...", what they serve: the rest would drown it."""
    if len(a.latin) > 5 < len(b.latin) and a.latin.startswith("abd") and b.latin.startswith("abd"):
        return _served(a), _served(b)
    return a, b


def _served(word: Word) -> Word:
    rest = SERVANT.sub("", word.latin)
    return Word(rest, rest if word.script == "latin" else word.written[3:], word.script)


def _bare(latin: str) -> str:
    """The skeleton, voiced and unvoiced consonants alike."""
    return skeleton(latin).translate(UNVOICED)


def _far(a: str, b: str) -> bool:
    """So unlike that the tables of sound need not be asked."""
    return JaroWinkler.similarity(a, b) < FAR and _bare(a) != _bare(b)


def _heard(a: Word, b: Word) -> Likeness:
    """What the tables of sound say."""
    if a.script == b.script == "latin" and _far(a.latin, b.latin):
        return Likeness(0.0, "different")
    across = a.script != b.script and bool({a.script, b.script} & SCRIPTS)
    bits = evidence(a, b)
    most = by_chance("latin", 0, a.latin) + by_chance("latin", 1, b.latin)
    skeletons = _bare(a.latin) == _bare(b.latin)
    parts = (bits / most, bits, most, skeletons, 1)
    score = 1 / (1 + math.exp(-sum(map(mul, ACROSS if across else LATIN, parts))))
    if skeletons:
        why = "the same consonants" + (" across scripts" if across else ", other vowels")
    else:
        why = "sound alike across scripts" if across else "spelt nearly alike"
    return Likeness(score, why if score >= FITS else "different")
