"""Which script a word is in, and its letters in Latin."""

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


@lru_cache(maxsize=4096)
def of(letter: str) -> str:
    """The script of one letter, in lower case ("latin", "cyrillic", "cjk" ...)."""
    return unicodedata.name(letter, "unknown").split()[0].lower()


def of_word(word: str) -> str:
    """The script of its first letter that is not Latin; "latin" if all are."""
    if word.isascii():
        return "latin"
    return next((s for s in map(of, word) if s not in ("latin", "digit")), "latin")


def romanise(word: str) -> list[str]:
    """A folded word in Latin letters; a Chinese name as surname and given name."""
    script = of_word(word)
    if script == "latin":
        return [word] if word.isascii() else _plain(anyascii(word))
    if script in ("cjk", "hangul"):
        return _syllables(word)
    return _plain(anyascii(word.translate(OWN.get(script, {}))))


def _plain(text: str) -> list[str]:
    kept = "".join(c for c in text.lower() if c.isalnum())
    return [kept] if kept else []


def _syllables(word: str) -> list[str]:
    """Chinese and Korean: a letter a syllable, the surname first and the given name joined."""
    syllables = [s for letter in word for s in _plain(anyascii(letter))]
    return [syllables[0], "".join(syllables[1:])] if len(syllables) > 1 else syllables
