"""Which of its own identifiers a unit shares with another: what it entered itself, and no more."""

from calendar import month_name
from collections.abc import Collection, Iterator
from datetime import date

from broadhurst.capabilities.deconfliction.models import Kind
from broadhurst.capabilities.deconfliction.targets.secrets import secret
from broadhurst.capabilities.deconfliction.targets.target import Content
from broadhurst.capabilities.register.models import Sex
from broadhurst_linkage import identifiers as kinds
from broadhurst_linkage.hashing import keyed_hash
from broadhurst_linkage.normalise import person
from broadhurst_linkage.normalise.invalid import Invalid

KNOWN = (
    ("Date of birth", "born"), ("Sex", "sex"), ("Street", "street"), ("Town", "town"),
    ("Postcode", "postcode"), ("Why it is silent", "because"),
)  # fmt: skip
SEXES = {"m": Sex.MALE.label, "f": Sex.FEMALE.label}  # a table writes the word
Named = tuple[str, str]  # a kind in words, and what was entered


def entered(content: Content) -> list[Named]:
    """All that an entry holds, the names first, as it was written."""
    found = [(Kind(kind).label, text) for kind in Kind.values for text in content.get(kind, ())]
    return found + [(words, str(content[part])) for words, part in KNOWN if content.get(part)]


def in_words(content: Content) -> list[Named]:
    """The same for whoever reads it: a day and a sex as the site writes them."""
    said = dict(content)
    if born := content.get("born"):
        said["born"] = day_in_words(str(born))
    if sex := content.get("sex"):
        said["sex"] = SEXES.get(str(sex)[:1].lower(), sex)
    return entered(said)


def day_in_words(born: str) -> str:
    """A date of birth, that may be partial: "27 March 1988", "March 1988" or "1988"."""
    year, month, day = [*born.split("-"), "", ""][:3]
    words = [str(int(day)) if day else "", month_name[int(month)] if month else "", year]
    return " ".join(filter(None, words))


def named(content: Content, keys: Collection[int]) -> list[Named]:
    """Those identifiers of an entry of which the exact key is among some."""
    return [(Kind(kind).label, text) for kind, text, key in _identifiers(content) if key in keys]


def keys_of(content: Content) -> set[int]:
    """The exact keys of everything that a content names."""
    return {key for _, _, key in _identifiers(content)}


def people_of(content: Content) -> set[int]:
    """The keys of the same name and date of birth, of whoever an entry is of."""
    return {key for _, _, key in _people(content)}


def _people(content: Content) -> Iterator[tuple[str, str, int]]:
    born = str(content.get("born") or "")
    if len(born) == len("1988-03-27"):
        for name in content.get(Kind.PERSON.value, ()):
            form = person.normalise(name, date.fromisoformat(born))
            yield Kind.PERSON, name, keyed_hash(secret(), Kind.PERSON, person.VERSION, form)


def _identifiers(content: Content) -> Iterator[tuple[str, str, int]]:
    yield from _people(content)
    for kind, rule in kinds.KINDS.items():
        for text in content.get(kind, ()):
            try:
                form = rule.normalise(text)
            except Invalid:  # what cannot be checked was left out, and is kept as it was written
                continue
            yield kind, text, keyed_hash(secret(), kind, rule.version, form)
