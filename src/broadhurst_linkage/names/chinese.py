"""Chinese names in Latin letters: Mandarin, Wade-Giles, Cantonese and Hokkien spellings.

One person is "Chan Tai-man" in Hong Kong, "Chen Dawen" in China and "Tan Tai Boon" in Singapore.
Each spelling stands for a few Mandarin syllables. Both names are read as Mandarin, and the readings
are compared. `bench/matching/chinese.py` makes the table.
"""

import math
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import pairwise, product
from typing import NamedTuple

from broadhurst_linkage.names.tables import part, sections
from broadhurst_linkage.names.variants import GIVEN, table
from broadhurst_linkage.normalise.person import fold

TITLES = part("titles")
KOREAN, KOREAN_GIVEN = part("korean"), part("korean given")
DIALECTS = ("mandarin", "wade", "cantonese", "hokkien")
MOST = 6  # readings of a name
# The cost of a reading: the surname last, an English name beside it, and a given name in another
# dialect than the surname, or in two. The second meaning of a spelling costs 1.
LATER, BESIDE, OTHER, MIXED = 0.3, 1.5, 2.0, 3.0
MOST_SYLLABLES, LONGEST_SYLLABLE, MOST_TOKENS = 2, 6, 6
# Surnames that more people of other origins have. They need a given name of two syllables.
ALSO_ENGLISH = frozenset(
    ("lee", "young", "long", "law", "low", "king", "chin", "gee", "hay", "may")
)

MARK = "'"  # before each syllable of a reading: "'da'wen"
Ways = list[tuple[float, tuple[str, ...]]]  # the cost of each, and its syllables
Parts = tuple[str, str, str]  # first, middle and last name


class Family(NamedTuple):
    """A surname in Mandarin, and the dialect of its spelling."""

    mandarin: str
    dialect: str


@cache
def _surnames() -> dict[str, list[Family]]:
    """Return what each spelling of a surname stands for."""
    families: dict[str, list[Family]] = {}
    for line in sections("chinese.txt")["surname"]:
        spellings = " ".join(line).split("|")
        mandarin = spellings[0].strip()
        for dialect, words in zip(DIALECTS, spellings, strict=True):
            for word in words.split():
                meanings = families.setdefault(word, [])
                if (family := Family(mandarin, dialect)) not in meanings:
                    meanings.append(family)
    return families


@cache
def _syllables(dialect: str) -> dict[str, list[str]]:
    """Return the Mandarin syllables of each spelling in a dialect."""
    lines = sections("chinese.txt")[dialect]
    if dialect == "mandarin":
        return {syllable: [syllable] for line in lines for syllable in line}
    return {line[0]: line[1:] for line in lines}


@lru_cache(maxsize=1 << 17)
def is_surname(text: str) -> bool:
    """Return whether a text is a surname of the table, in any spelling."""
    return fold(text).replace(" ", "") in _surnames()


def is_reading(text: str) -> bool:
    """Return whether a given name is a reading: "'da'wen"."""
    return text.startswith(MARK)


def spellings(mandarin: str) -> frozenset[str]:
    """Return the spellings of a surname that few people of other origins have."""
    return _spellings().get(mandarin, frozenset())


@cache
def _spellings() -> dict[str, frozenset[str]]:
    words: dict[str, set[str]] = {}
    for word, families in _surnames().items():
        for family in families if word not in ALSO_ENGLISH else ():
            words.setdefault(family.mandarin, set()).add(word)
    return {mandarin: frozenset(each) for mandarin, each in words.items()}


def readings(text: str) -> tuple[Parts, ...]:
    """Return the Mandarin readings of a full name, or () if it is not a Chinese name.

    A given name has a mark before each syllable. An English name beside it stays as it is.
    """
    folded = fold(text)
    words = folded.split()
    if not folded.isascii() or _surnames().keys().isdisjoint(words + _pairs_of(words)):
        return ()
    if _is_korean(words):
        return ()
    surname, comma, rest = text.partition(",")
    if comma:
        return parts_readings(rest, "", surname)
    return _read(tuple(word for word in words if word not in TITLES), -1)


def _is_korean(words: list[str]) -> bool:
    """Return whether the first or last word is a surname of Korea beside a given name of there."""
    ends = (words[0], words[-1]), (words[-1], words[-2] if words[1:] else "")
    return any(family in KOREAN and given_name in KOREAN_GIVEN for family, given_name in ends)


def parts_readings(first: str, middle: str, surname: str) -> tuple[Parts, ...]:
    """Return the Mandarin readings of a name in parts, or () if it is not a Chinese name."""
    if not is_surname(surname):
        return ()
    if is_reading(first) or is_reading(middle):
        return ((first, middle, surname),)
    others = [word for word in fold(f"{first} {middle}").split() if word not in TITLES]
    family = fold(surname).replace(" ", "")
    return _read((family, *others), 0) if others and not _is_korean([*others, family]) else ()


@lru_cache(maxsize=1 << 17)
def _read(words: tuple[str, ...], at: int) -> tuple[Parts, ...]:
    """Read words as a Chinese name, with the surname at a known position, or anywhere (-1)."""
    if not 2 <= len(words) <= MOST_TOKENS:
        return ()
    costs: dict[Parts, float] = {}
    orders = _orders(words) if at else ((0.0, words[0], words[1:]),)
    for order_cost, surname, given_names in orders:
        for cost, way in _ways(surname, given_names):
            costs[way] = min(costs.get(way, math.inf), cost + order_cost)
    return tuple(sorted(costs, key=lambda way: (costs[way], way))[:MOST])


def _pairs_of(words: list[str]) -> list[str]:
    return ["".join(pair) for pair in pairwise(words)]


def _orders(words: tuple[str, ...]) -> Iterator[tuple[float, str, tuple[str, ...]]]:
    """Yield each possible order of a name as (cost, surname, given names).

    The surname is first, last, or between an English name and the Chinese given names.
    """
    for size in (2, 1):  # "Au Yeung" and "Sze To" are surnames of two words
        for at in dict.fromkeys((0, len(words) - size, 1)):
            surname, others = "".join(words[at : at + size]), words[:at] + words[at + size :]
            if not others or at < 0 or at + size > len(words) or surname not in _surnames():
                continue
            if at == 0 or at + size == len(words):
                yield LATER * (at > 0) - (size - 1), surname, others
            elif _is_english(words[0]):
                yield 1.0 - size, surname, others


def _ways(surname: str, given_names: tuple[str, ...]) -> Iterator[tuple[float, Parts]]:
    """Yield the readings of a surname and given names, each with its cost."""
    for rank, family in enumerate(_surnames()[surname]):
        usual = rank / 2 + _popularity()[family.mandarin] / 25
        for english, chinese in _divided(given_names):
            if len(given_names) == 1 and surname in ALSO_ENGLISH and _is_known(chinese[0]):
                continue
            for cost, name in _given(chinese, family.dialect):
                first = "".join(f"{MARK}{syllable}" for syllable in name)
                total = usual + cost + BESIDE * bool(english)
                yield total, (first, english, family.mandarin)
                if english:
                    yield total, (english, first, family.mandarin)


@cache
def _popularity() -> dict[str, int]:
    """Return the rank of each surname, the commonest first."""
    return {name: rank for rank, name in enumerate(dict.fromkeys(
        family.mandarin for families in _surnames().values() for family in families
    ))}  # fmt: skip


def _divided(given_names: tuple[str, ...]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield an English given name at either end, or none, and the Chinese given names."""
    yield "", given_names
    if len(given_names) > 1 and _is_english(given_names[-1]):
        yield given_names[-1], given_names[:-1]
    if len(given_names) > 1 and _is_english(given_names[0]):
        yield given_names[0], given_names[1:]


def _given(words: tuple[str, ...], dialect: str) -> Ways:
    """Return the Mandarin syllables that given names may stand for, each with its cost.

    They are spelt in the dialect of the surname, or else in another, or else in several.
    """
    if len(words) > MOST_SYLLABLES:
        return []
    if len(words) == 1 and words[0] in _english():
        return []
    others = ((OTHER, (dialect,)) for dialect in DIALECTS)
    for extra, tables in ((0.0, (dialect,)), *others, (MIXED, DIALECTS)):
        if spelt := _spelt(words, tables):
            return [(cost + extra, name) for cost, name in spelt]
    return []


def _is_english(word: str) -> bool:
    """Return whether a word is a given name that many people of other origins have."""
    return word not in _surnames() and (word in _english() or _is_known(word))


@cache
def _english() -> frozenset[str]:
    """Return common given names of other origins that could be Chinese syllables."""
    return frozenset(name for line in sections("chinese.txt")["english"] for name in line)


def _is_known(word: str) -> bool:
    """Return whether the table of variants has a name as a given name."""
    return any(kind == GIVEN for _, kind in table().get(word, ()))


def _spelt(words: tuple[str, ...], dialects: tuple[str, ...]) -> Ways:
    meanings = _all_meanings(dialects)
    known = [meanings.get(word, []) for word in words]
    if len(words) == 1 and not known[0]:
        halves = ((words[0][:at], words[0][at:]) for at in range(1, len(words[0])))
        cut = [[meanings[a], meanings[b]] for a, b in halves if a in meanings and b in meanings]
    elif dialects == DIALECTS and any(known):
        # Beside a syllable of the tables, one that they do not have stands for itself.
        itself = ([word] if len(word) <= LONGEST_SYLLABLE else [] for word in words)
        cut = [[syllables or alone for syllables, alone in zip(known, itself, strict=True)]]
    else:
        cut = [known]
    ways = [
        (float(sum(rank for rank, _ in some)), tuple(name for _, name in some))
        for spelt in cut
        for some in product(*map(enumerate, spelt))
    ]
    return sorted(ways)[: 2 * MOST]


@cache
def _all_meanings(dialects: tuple[str, ...]) -> dict[str, list[str]]:
    """Return the Mandarin syllables of each spelling in any of the dialects, each once."""
    meanings: dict[str, dict[str, None]] = {}
    for dialect in dialects:
        for word, syllables in _syllables(dialect).items():
            meanings.setdefault(word, {}).update(dict.fromkeys(syllables))
    return {word: list(each) for word, each in meanings.items() if each}
