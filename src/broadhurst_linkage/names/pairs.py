"""Compare two single names: a score from 0 to 1, and the reason in words."""

import math
import re
from functools import lru_cache
from operator import mul
from typing import NamedTuple

from anyascii import anyascii
from rapidfuzz.distance import JaroWinkler

from broadhurst_linkage.names.align import by_chance, evidence
from broadhurst_linkage.names.consonants import skeleton
from broadhurst_linkage.names.parse import Word
from broadhurst_linkage.names.sounds import SCRIPTS
from broadhurst_linkage.names.variants import GIVEN, table

SHORT_FORM, SPELLING, INITIAL, TWO_NAMES = 0.9, 0.97, 0.8, 0.25
CONSONANTS = 0.6  # two words of the same consonants, of which one has no vowels
FITS = 0.4  # Two words that score less are two names.
SHORT_ENDING = 4  # the least letters of a short form that is the end of a name
FAR = 0.55  # Jaro-Winkler.
UNVOICED = str.maketrans("gdj", "kts")
# Logistic weights of five inputs: the evidence as a share of the rarity of the two spellings, the
# evidence in bits, that rarity in bits, equal skeletons, and a constant. Fitted on the development
# half of the data: spellings of one name and typing errors, against random names, near neighbours,
# and names that share a beginning or an end.
ACROSS = (4.1, 0.167, -0.052, 0.0, 0.3)
LATIN = (0.0, 0.130, -0.070, 1.8, 1.7)
UNVOWELLED = {"arabic", "hebrew"}  # scripts that do not write short vowels
VOWEL = re.compile("[aeiou]")
LEAST_LETTERS = 3  # of a word without vowels that is compared letter by letter
ARTICLE = re.compile(r"^(?:[ae]l(?=[a-z]{4})|l(?=[^aeiou]{3,}$))")
SERVANT = re.compile(r"^abd(?:[aeiou]{1,2}(?:l|([rnsztd])(?=\1)))?")
PATRONYMIC = re.compile(r"(?:[oei]|ye)[vw](?:[iy]t?ch|ic|icz|it[zs]|na)$")


class Likeness(NamedTuple):
    """A score from 0 to 1, and a short reason ("the same", "another spelling")."""

    score: float
    why: str


def likeness(a: Word, b: Word) -> Likeness:
    """Compare two names. Symmetric.

    Arabic writes the article as one word with the name, and its words have none here. In Latin
    letters it may be the beginning of the name: Alhassan, Elmasri, or Lmsry without vowels.
    """
    direct = _likeness(a, b) if a <= b else _likeness(b, a)
    if a.script == b.script or "arabic" not in (a.script, b.script):
        return direct
    without = [_without_article(word) for word in (a, b)]
    return direct if without == [a, b] else max(direct, _likeness(*sorted(without)))


def _without_article(word: Word) -> Word:
    rest = ARTICLE.sub("", word.latin) if word.script == "latin" else word.latin
    return word if rest == word.latin else Word(rest, rest, "latin")


def are_like(name: str, other: str) -> bool:
    """Return whether two single names in Latin letters may be one name, or one short for the other.

    Doug is the beginning of Douglas, and Wale the end of Akinwale.
    """
    short, full = sorted((name, other), key=len)
    if full.startswith(short) or (len(short) >= SHORT_ENDING and full.endswith(short)):
        return True
    return likeness(*(Word(text, text, "latin") for text in (name, other))).score >= FITS


@lru_cache(maxsize=131072)
def _likeness(a: Word, b: Word) -> Likeness:
    if a.latin == b.latin:
        return Likeness(1.0, "the same" if a.script == b.script else "the same in another script")
    if a.script != b.script and (compared := _compare_letters(a, b)):
        return compared
    if min(len(a.latin), len(b.latin)) == 1:
        same = a.latin[0] == b.latin[0]
        return Likeness(INITIAL, "the initial fits") if same else Likeness(0.0, "another initial")
    if a.script == b.script and bool(PATRONYMIC.search(a.latin)) != bool(
        PATRONYMIC.search(b.latin)
    ):
        return Likeness(TWO_NAMES, "a name and a father's name")
    return _compare_variants(a.latin, b.latin) or max(
        _compare_romanised(a, b), _compare_sounds(*_without_servant_prefix(a, b))
    )


def _compare_letters(a: Word, b: Word) -> Likeness | None:
    """Compare two words letter by letter, if programs may have transliterated one of them.

    Arabic and Hebrew letters become a word without vowels. The tables of sound expect vowels.
    """
    letters, others = _letter_by_letter(a), _letter_by_letter(b)
    if letters == others:
        return Likeness(SPELLING, "the same, letter by letter")
    latin = next((word.latin for word in (a, b) if word.script == "latin"), "")
    if not {a.script, b.script} & UNVOWELLED or len(latin) < LEAST_LETTERS or VOWEL.search(latin):
        return None
    if skeleton(letters) == skeleton(others):
        return Likeness(CONSONANTS, "the same consonants across scripts")
    return Likeness(0.0, "different")


def _letter_by_letter(word: Word) -> str:
    """Return the word as programs transliterate it, without the vowels that are not written."""
    return "".join(c for c in anyascii(word.written).lower() if c.isalpha())


def _compare_variants(a: str, b: str) -> Likeness | None:
    """Compare by the table of variants, if it has both names."""
    groups, other_groups = table().get(a), table().get(b)
    if not groups or not other_groups:
        return None
    kinds = dict(groups)
    shared = [kinds[head] for head, _ in other_groups if head in kinds]
    if not shared:
        return Likeness(TWO_NAMES, "two different names")
    if shared[0] == GIVEN:
        return Likeness(SHORT_FORM, "forms of one given name")
    return Likeness(SPELLING, "spellings of one name")


def _compare_romanised(a: Word, b: Word) -> Likeness:
    """Compare two names once both follow one custom of romanisation."""
    short_a, short_b = _shorten_digraphs(a), _shorten_digraphs(b)
    if (short_a, short_b) == (a, b):
        return Likeness(0.0, "different")
    if short_a.latin == short_b.latin:
        return Likeness(SPELLING, "spellings of one name")
    return _compare_sounds(*_without_servant_prefix(short_a, short_b))


def _shorten_digraphs(word: Word) -> Word:
    """Shorten two letters that others write as one.

    Serbian, Croatian and Bosnian "dj" is "đ". Russian, Arabic and Persian "kh" is also written "h".
    """
    if word.script != "latin":
        return word
    latin = word.latin.replace("dj", "d").replace("kh", "h")
    return word._replace(latin=latin)


def _without_servant_prefix(a: Word, b: Word) -> tuple[Word, Word]:
    """Drop "Abd" ("servant of") from two names, as it hides their difference."""
    if len(a.latin) > 5 < len(b.latin) and a.latin.startswith("abd") and b.latin.startswith("abd"):
        return _without_abd(a), _without_abd(b)
    return a, b


def _without_abd(word: Word) -> Word:
    rest = SERVANT.sub("", word.latin)
    return Word(rest, rest if word.script == "latin" else word.written[3:], word.script)


def _unvoiced_skeleton(latin: str) -> str:
    """Return the skeleton with voiced and unvoiced consonants made the same."""
    return skeleton(latin).translate(UNVOICED)


def _is_far(a: str, b: str) -> bool:
    """Return whether two names differ too much to need the tables of sound."""
    return JaroWinkler.similarity(a, b) < FAR and _unvoiced_skeleton(a) != _unvoiced_skeleton(b)


def _compare_sounds(a: Word, b: Word) -> Likeness:
    """Compare by the tables of sound."""
    if a.script == b.script == "latin" and _is_far(a.latin, b.latin):
        return Likeness(0.0, "different")
    is_across = a.script != b.script and bool({a.script, b.script} & SCRIPTS)
    bits = evidence(a, b)
    rarity = by_chance("latin", 0, a.latin) + by_chance("latin", 1, b.latin)
    same_skeleton = _unvoiced_skeleton(a.latin) == _unvoiced_skeleton(b.latin)
    inputs = (bits / rarity, bits, rarity, same_skeleton, 1)
    score = 1 / (1 + math.exp(-sum(map(mul, ACROSS if is_across else LATIN, inputs))))
    if same_skeleton:
        why = "the same consonants" + (" across scripts" if is_across else ", other vowels")
    else:
        why = "sound alike across scripts" if is_across else "spelt nearly alike"
    return Likeness(score, why if score >= FITS else "different")
