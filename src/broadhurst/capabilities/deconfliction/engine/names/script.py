"""Which script a word is in, and its letters in Latin."""

import re
import unicodedata
from functools import lru_cache

from anyascii import anyascii

# What says more of the sound than the general romanisation does.
ARABIC = str.maketrans(
    {"ا": "a", "آ": "a", "أ": "a", "إ": "i", "ٱ": "a", "ى": "a", "ة": "a", "ع": "a", "ء": "",
     "ؤ": "w", "ئ": "y", "ـ": "", "ث": "th", "ذ": "dh", "چ": "ch", "ژ": "zh", "خ": "kh",
     "غ": "gh", "ش": "sh", "ج": "j", "ی": "y", "ې": "e", "ے": "e", "ہ": "h", "ھ": "h", "ڤ": "v"}
)  # fmt: skip
HEBREW = str.maketrans(
    {"א": "a", "ב": "b", "ג": "g", "ד": "d", "ה": "h", "ו": "v", "ז": "z", "ח": "h", "ט": "t",
     "י": "y", "כ": "k", "ך": "k", "ל": "l", "מ": "m", "ם": "m", "נ": "n", "ן": "n", "ס": "s",
     "ע": "a", "פ": "p", "ף": "f", "צ": "ts", "ץ": "ts", "ק": "k", "ר": "r", "ש": "sh", "ת": "t"}
)  # fmt: skip
CYRILLIC = str.maketrans(
    {"ж": "zh", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "", "ь": "",
     "ы": "y", "ю": "yu", "я": "ya", "э": "e", "є": "ye", "ј": "j", "љ": "lj", "њ": "nj",
     "ћ": "c", "ђ": "dj", "џ": "dz", "ѓ": "gj", "ќ": "kj"}
)  # fmt: skip
NASAL = str.maketrans({"ं": "n", "ँ": "n", "ং": "ng", "ঁ": "n", "ੰ": "n", "ਂ": "n", "ં": "n"})
OWN = {
    "arabic": ARABIC,
    "hebrew": HEBREW,
    "cyrillic": CYRILLIC,
    **dict.fromkeys(("devanagari", "bengali", "gurmukhi", "gujarati"), NASAL),
}

# Kana but for the dot between names; Indian consonants before another letter that is no sign.
KANA = re.compile("[\u3041-\u3096\u30a1-\u30fa\u30fc-\u30ff]+")
CONSONANTS = "".join(f"{chr(base + 0x15)}-{chr(base + 0x39)}" for base in range(0x900, 0xD80, 0x80))
INHERENT_A = re.compile(f"([{CONSONANTS}]\u0a3c?\u093c?)(?=[{CONSONANTS}])")


@lru_cache(maxsize=4096)
def of(letter: str) -> str:
    """The script of one letter, in lower case ("latin", "cyrillic", "cjk" ...)."""
    return unicodedata.name(letter, "unknown").split()[0].lower()


def of_word(word: str) -> str:
    """The script of its first letter that is not Latin; "latin" if all are."""
    if word.isascii():
        return "latin"
    return next((s for s in map(of, word) if s not in ("latin", "digit")), "latin")


def spelt_out(text: str) -> str:
    """The text with what folding would lose written in Latin: voiced kana, and the vowel "a"
    that Indian consonants carry unless a sign says otherwise."""
    if text.isascii():
        return text
    text = INHERENT_A.sub(r"\1a", unicodedata.normalize("NFC", text))
    return KANA.sub(lambda kana: anyascii(kana[0]).replace("-", ""), text)


def romanise(word: str, *, alone: bool) -> list[str]:
    """A folded word in Latin letters; a Chinese or Korean name that stands alone in two."""
    script = of_word(word)
    if script == "latin":
        return [word] if word.isascii() else _plain(anyascii(word))
    if script in ("cjk", "hangul"):
        syllables = [s for letter in word for s in _plain(anyascii(letter))]
        return _surname_and_given(syllables) if alone else ["".join(syllables)]
    return _plain(anyascii(word.translate(OWN.get(script, {}))))


def _plain(text: str) -> list[str]:
    kept = "".join(c for c in text.lower() if c.isalnum())
    return [kept] if kept else []


def _surname_and_given(syllables: list[str]) -> list[str]:
    """A letter a syllable, the surname first and the given name joined."""
    return [syllables[0], "".join(syllables[1:])] if len(syllables) > 1 else syllables
