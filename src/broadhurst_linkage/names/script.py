"""Find the script of a word, and write the word in Latin letters."""

import re
import unicodedata
from functools import lru_cache

from anyascii import anyascii

from broadhurst_linkage.names.sounds import SCRIPTS, in_latin

# Signs that nasalise the vowel before them.
NASAL = str.maketrans({"ं": "n", "ँ": "n", "ং": "ng", "ঁ": "n", "ੰ": "n", "ਂ": "n", "ં": "n"})
# Letters of other languages in these scripts, replaced by letters that the tables of sound have.
TO_KNOWN_LETTERS = str.maketrans(
    {"ی": "ي", "ې": "ي", "ے": "ي", "ک": "ك", "ڪ": "ك", "ہ": "ه", "ھ": "ه", "ں": "ن", "پ": "ب",
     "چ": "تش", "ژ": "ج", "ٹ": "ت", "ڈ": "د", "ڑ": "ر", "ۆ": "و", "ـ": "",
     "є": "е", "і": "и", "ґ": "г", "ј": "и", "љ": "ль", "њ": "нь", "ћ": "ч", "ђ": "дж",
     "џ": "дж", "қ": "к", "ғ": "г", "ң": "н", "ұ": "у", "ү": "у", "һ": "х", "ә": "а", "ө": "о"}
)  # fmt: skip
# Kana except the dot between names, and Indian consonants directly before another consonant.
KANA = re.compile("[\u3041-\u3096\u30a1-\u30fa\u30fc-\u30ff]+")
CONSONANTS = "".join(f"{chr(base + 0x15)}-{chr(base + 0x39)}" for base in range(0x900, 0xD80, 0x80))
INHERENT_A = re.compile(f"([{CONSONANTS}]\u0a3c?\u093c?)(?=[{CONSONANTS}])")


@lru_cache(maxsize=4096)
def of_letter(letter: str) -> str:
    """Return the script of one letter, in lower case ("latin", "cyrillic", "cjk" ...)."""
    return unicodedata.name(letter, "unknown").split()[0].lower()


def of_word(word: str) -> str:
    """Return the script of the first letter that is not Latin, or "latin" if all are."""
    if word.isascii():
        return "latin"
    return next((s for s in map(of_letter, word) if s not in ("latin", "digit")), "latin")


def spelt_out(text: str) -> str:
    """Write in Latin letters the sounds that folding would lose.

    These are voiced kana, and the vowel "a" that an Indian consonant has unless a sign changes it.
    """
    if text.isascii():
        return text
    text = INHERENT_A.sub(r"\1a", unicodedata.normalize("NFC", text))
    return KANA.sub(lambda kana: anyascii(kana[0]).replace("-", ""), text)


def romanise(word: str, *, alone: bool) -> list[str]:
    """Write a word in Latin letters; split a Chinese or Korean name `alone`."""
    script = of_word(word)
    if script == "latin":
        return [word] if word.isascii() else _plain(anyascii(word))
    if script in ("cjk", "hangul"):
        syllables = [s for letter in word for s in _plain(anyascii(letter))]
        return _surname_and_given(syllables) if alone else ["".join(syllables)]
    if script in SCRIPTS and (latin := in_latin(script, word)):
        return _plain(anyascii(latin))
    return _plain(anyascii(word.translate(NASAL)))


def _plain(text: str) -> list[str]:
    kept = "".join(c for c in text.lower() if c.isalnum())
    return [kept] if kept else []


def _surname_and_given(syllables: list[str]) -> list[str]:
    """Take the first syllable as the surname, and join the others into the given name."""
    return [syllables[0], "".join(syllables[1:])] if len(syllables) > 1 else syllables
